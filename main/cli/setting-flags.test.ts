import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type SettingFlags, settingsOf, withSettings } from './setting-flags.ts';

const folder = temporaryFolder();
const file = path.join(folder, 'settings.yaml');
writeFileSync(
  file,
  'epochs: 20\ndropout: 0.1\nsearch:\n  trials: 12\n  reduction: 2\n  space:\n    lambda: [0, 1]\n',
);

/** What the flags of a command line ask for. */
function asked(...words: string[]) {
  const command = withSettings(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const flags = command.parse(words, { from: 'user' }).opts<SettingFlags>();
  return settingsOf(flags, { trainingPreset: 'quick', encoders: 'ebr' });
}

it('takes settings one by one, as a file, or as an ensemble of so many', () => {
  expect(asked()).toEqual({});
  expect(asked('--set', 'dropout=0.2', '--set', 'bagging=false', '--set', 'optimizer=sgd')).toEqual({
    settings: { dropout: 0.2, bagging: false, optimizer: 'sgd' },
  });
  expect(asked('--ensemble', '3')).toEqual({ settings: { members: 3 } });
  expect(asked('--depth', 'early')).toEqual({ settings: { fusionDepth: 'early' } });
});

it('lets what is typed go before the file', () => {
  expect(asked('--config', file, '--set', 'dropout=0.4', '--search', '5', '--vary', 'members=1..3')).toEqual({
    settings: { epochs: 20, dropout: 0.4 },
    search: { trials: 5, reduction: 2, space: { lambda: '0, 1', members: '1..3' } },
  });
});

it('searches what is usual where nothing is named', () => {
  expect(asked('--search', '5')).toEqual({ search: { trials: 5, reduction: 3 } });
});

it.each([
  [['--vary', 'dropout=0..0.5'], /--vary goes with --search/],
  [['--search', '1'], /at least 2/],
  [['--search', '5', '--set', 'dropout=0.1', '--vary', 'dropout=0..1'], /dropout/],
  [['--search', '5', '--set', 'dropout=0.1', '--vary', 'dropout=0..0.5'], /both set and searched/],
  [['--search', '5', '--vary', 'dropuot=0..0.5'], /dropuot/],
  [['--set', 'dropout'], /a name, "=" and a value/],
  [['--set', 'dropuot=1'], /dropuot/],
  [['--set', 'dropout=much'], /dropout/],
])('%j is refused', (words, message) => {
  expect(() => asked(...words)).toThrow(message);
});

const RUN = { trainingPreset: 'quick', encoders: 'ebr' } as const;

it('a flag of its own goes before a setting that is named', () => {
  expect(settingsOf({ labs: 'sequence', set: { labs: 'summary', labHours: 24 }, ensemble: 2 }, RUN)).toEqual({
    settings: { labs: 'sequence', labHours: 24, members: 2 },
  });
  expect(settingsOf({ depth: 'late', set: { fusionDepth: 'early' } }, RUN)).toEqual({
    settings: { fusionDepth: 'late' },
  });
  expect(settingsOf({ codes: 'bag', notes: 'onnx:/texts' }, RUN)).toEqual({
    settings: { codes: 'bag', notes: 'onnx:/texts' },
  });
  expect(() => settingsOf({ notes: 'onnx:' }, RUN)).toThrow(/notes/);
});

it('what decides how records are read is not searched: they are read once for all trials', () => {
  expect(() => settingsOf({ search: 3, vary: { labHours: '12, 24' } }, RUN)).toThrow(/labHours/);
  expect(settingsOf({ search: 3, vary: { codes: 'multihot, bag' } }, RUN)).toHaveProperty('search');
});
