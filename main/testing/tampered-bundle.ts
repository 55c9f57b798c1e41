import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestDigest } from '../../models/bundle/manifest-digest.ts';

/** Copies a bundle and changes its manifest, so that it is still whole. */
export function withManifest(
  bundle: string,
  copy: string,
  change: (manifest: Record<string, unknown>) => void,
): string {
  cpSync(bundle, copy, { recursive: true });
  const file = path.join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  change(manifest);
  writeFileSync(file, JSON.stringify({ ...manifest, digest: manifestDigest(manifest) }));
  return copy;
}
