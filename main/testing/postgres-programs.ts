import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Where Debian puts the server's programs, by version; elsewhere they are on the search path. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of `initdb` and `postgres`, of the newest version there is; `null` where there is none. */
export function findPostgres(env: NodeJS.ProcessEnv = process.env): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(DEBIAN, version, 'bin')),
    ...(env['PATH'] ?? '').split(path.delimiter),
  ];
  return (
    folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(path.join(folder, name)))) ??
    null
  );
}
