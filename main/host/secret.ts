import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits that fit into a link, a header or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: enough to recognise it, not to use it. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares in a time that tells nothing about where the two differ. */
export function matches(secret: string, digest: Buffer): boolean {
  return timingSafeEqual(digestOf(secret), digest);
}
