import { IconHome } from '@tabler/icons-react';
import { expect, it } from 'vitest';
import { matching, type CommandGroup } from './commands.ts';

const command = (label: string, more: { detail?: string; words?: string } = {}) => ({
  id: label,
  label,
  Icon: IconHome,
  run: () => undefined,
  ...more,
});
const groups: CommandGroup[] = [
  { name: 'Pages', commands: [command('Start'), command('Models', { words: 'registry' })] },
  { name: 'Models', commands: [command('Größe, EBR', { detail: 'Death within 90 days' })] },
];
const found = (typed: string) =>
  matching(groups, typed).map(({ name, commands }) => [name, commands.map(({ label }) => label)]);

it('keeps everything while nothing is typed', () => {
  expect(found(' ')).toEqual([
    ['Pages', ['Start', 'Models']],
    ['Models', ['Größe, EBR']],
  ]);
});

it('wants every word, wherever it stands, without regard to case and accents', () => {
  expect(found('REGIST')).toEqual([['Pages', ['Models']]]);
  expect(found('death groß')).toEqual([['Models', ['Größe, EBR']]]);
  expect(found('grosse')).toEqual([]);
  expect(found('grö death start')).toEqual([]);
});
