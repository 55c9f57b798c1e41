import { LacunaError } from '../../main/errors.ts';
import type { Lock } from '../../main/api/lock.ts';

/** A lock that keeps its passphrase in memory. */
export function stubLock(): Lock {
  let kept: string | null = null;
  let locked = false;
  const unlock = (passphrase: string): Promise<void> => {
    if (kept !== null && kept !== passphrase) {
      return Promise.reject(new LacunaError('wrong_passphrase', 'the passphrase is not right'));
    }
    locked = false;
    return Promise.resolve();
  };
  return {
    get state() {
      return { locked, hasPassphrase: kept !== null };
    },
    refuses: () => locked && kept !== null,
    lock: () => {
      locked = true;
    },
    unlock,
    setPassphrase: async ({ current, next }) => {
      await unlock(current ?? '');
      kept = next;
    },
  };
}
