import { digestOf, matches, newSecret } from './secret.ts';

/** How long a printed link can be used. */
export const TOKEN_LIFETIME_MS = 10 * 60 * 1000;

/** Browsers signed in at the same time; the oldest leaves when another comes. */
const MAX_SESSIONS = 20;

interface Token {
  readonly digest: Buffer;
  readonly expiresAt: number;
}

/**
 * Who may use the host: a token from a printed link is exchanged, once and soon, for a secret that the browser keeps.
 * Only digests are held.
 */
export class Sessions {
  private tokens: Token[] = [];
  private readonly sessions: Buffer[] = [];
  private readonly now: () => number;

  /** @param now monotonic milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  issueToken(): string {
    const token = newSecret();
    this.tokens = this.validTokens();
    this.tokens.push({ digest: digestOf(token), expiresAt: this.now() + TOKEN_LIFETIME_MS });
    return token;
  }

  /** Uses up a token. @returns the secret of a new session, or `null` for a token unknown, used or expired. */
  exchange(token: string): string | null {
    const valid = this.validTokens();
    const used = valid.filter(({ digest }) => matches(token, digest));
    this.tokens = valid.filter((candidate) => !used.includes(candidate));
    if (used.length === 0) return null;
    const secret = newSecret();
    this.sessions.push(digestOf(secret));
    if (this.sessions.length > MAX_SESSIONS) this.sessions.shift();
    return secret;
  }

  isSignedIn(secret: string): boolean {
    return this.sessions.some((digest) => matches(secret, digest));
  }

  private validTokens(): Token[] {
    return this.tokens.filter(({ expiresAt }) => expiresAt > this.now());
  }
}
