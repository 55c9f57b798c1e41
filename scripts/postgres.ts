import { findPostgres } from '../main/testing/postgres-programs.ts';
import { install, mayInstall } from './debian-packages.ts';

/** The server and nothing that it recommends; the tests start clusters of their own. */
const PACKAGES = ['postgresql'];

/**
 * Installs Debian's PostgreSQL for the tests where there is none and this user may. Where there is none afterwards, the
 * tests that need it are skipped, and say how to install it.
 */
export function preparePostgres(): void {
  if (findPostgres() !== null || !mayInstall()) return;
  process.stderr.write('Lacuna: installing PostgreSQL for the tests, once\n');
  install(PACKAGES);
}
