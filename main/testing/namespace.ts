import { spawnSync } from 'node:child_process';

/**
 * Linux namespaces, to run the command line without a network or with a disk of a few kilobytes. `kind` is `unshare`'s
 * flags, e.g. `-rn`: a network with no route, `-rm`: mounts that nobody else sees.
 */
export type NamespaceKind = '-rn' | '-rm';

/** Why a program cannot be run in a namespace here; `null` where it can. */
export function namespaceRefusal(kind: NamespaceKind): string | null {
  const { status, error } = spawnSync('unshare', [kind, 'true']);
  if (error !== undefined) return 'skipped: there is no unshare on this system';
  return status === 0 ? null : `skipped: unshare ${kind} is not permitted here`;
}

/** A program that runs another in a namespace, after shell commands that prepare it with `$0` as an argument. */
export function inNamespace(kind: NamespaceKind, prepare = 'true', argument = ''): string[] {
  return ['unshare', kind, 'sh', '-e', '-c', `${prepare}\n"$@"`, argument];
}
