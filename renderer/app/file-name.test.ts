import { expect, it } from 'vitest';
import { fileName } from './file-name.ts';

it.each([
  ['How the risk goes from 9% to 11%', 'how-the-risk-goes-from-9-to-11.svg'],
  ['../../etc/passwd', 'etc-passwd.svg'],
  ['a'.repeat(200), `${'a'.repeat(60)}.svg`],
])('makes a name that every file system takes of %s', (title, name) => {
  expect(fileName(title, 'svg')).toBe(name);
});
