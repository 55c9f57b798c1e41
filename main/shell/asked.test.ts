import { expect, it } from 'vitest';
import { askedBy, askedByFile } from './asked.ts';

it.each([
  [['lacuna'], null],
  [['lacuna', '--page=/patients/7?without=labs'], { page: '/patients/7?without=labs' }],
  [['lacuna', '--page=https://evil.example'], null],
  [['lacuna', '--page=//evil.example'], null],
  [['lacuna', '--allow-file-access', 'a b.lacuna'], { page: '/models?bundle=%2Fhome%2Fa%20b.lacuna' }],
  [['lacuna', '/x/M.LACUNA'], { page: '/models?bundle=%2Fx%2FM.LACUNA' }],
  [['lacuna', '../icu.sqlite'], { database: '/icu.sqlite' }],
  [['electron', '/program', 'x.lacuna'], { page: '/models?bundle=%2Fhome%2Fx.lacuna' }],
  [['lacuna.sqlite'], null],
  [['lacuna', '--output=x.lacuna'], null],
])('a start as %j asks for %j', (argv, asked) => {
  expect(askedBy(argv, '/home')).toEqual(asked);
});

it('opens no file of another kind', () => {
  expect(['/etc/passwd', '/x/lacuna', '/x.lacuna/y', '/x.lacuna.exe'].map(askedByFile)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
