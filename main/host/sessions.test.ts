import { expect, it } from 'vitest';
import { Sessions, TOKEN_LIFETIME_MS } from './sessions.ts';

it('lets a token be used once, and only while it is young', () => {
  let now = 0;
  const sessions = new Sessions(() => now);
  const early = sessions.issueToken();
  const late = sessions.issueToken();
  now = TOKEN_LIFETIME_MS - 1;
  const secret = sessions.exchange(early);
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(sessions.exchange(early)).toBeNull();
  now = TOKEN_LIFETIME_MS;
  expect(sessions.exchange(late)).toBeNull();
  expect(sessions.isSignedIn(secret!)).toBe(true);
  expect(sessions.isSignedIn(late)).toBe(false);
  expect(sessions.isSignedIn('')).toBe(false);
});

it('keeps the newest twenty sessions', () => {
  const sessions = new Sessions();
  const secrets = Array.from({ length: 21 }, () => sessions.exchange(sessions.issueToken())!);
  expect(secrets.map((secret) => sessions.isSignedIn(secret))).toEqual([
    false,
    ...Array<boolean>(20).fill(true),
  ]);
});
