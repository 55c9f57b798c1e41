import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a manifest, as JSON in the order of its keys, without the digest that it holds of itself. */
export function manifestDigest(manifest: Readonly<Record<string, unknown>>): string {
  const { digest: _digest, ...rest } = manifest;
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(rest))));
}
