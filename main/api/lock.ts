import { z } from 'zod';
import { LacunaError } from '../errors.ts';
import { procedure, router, unguarded } from './trpc.ts';

export const lockState = z.object({
  locked: z.boolean(),
  /** Without a passphrase the lock only hides the window. */
  hasPassphrase: z.boolean(),
});
export type LockState = z.infer<typeof lockState>;

/** Passphrases are not normalised or trimmed: what was typed is what counts. */
const passphrase = z.string().min(1).max(1000);

const passphraseChange = z.object({ current: passphrase.optional(), next: passphrase.nullable() });
export type PassphraseChange = z.infer<typeof passphraseChange>;

/** The lock of a host. */
export interface Lock {
  readonly state: LockState;
  /** Whether calls must be refused now; a call that may pass counts as activity of the user. */
  refuses(): boolean;
  lock(): void;
  /** @throws {LacunaError} `locked` for a wrong passphrase, or one that comes too soon after a wrong one. */
  unlock(passphrase: string): Promise<void>;
  /**
   * Sets, changes or, with `next: null`, removes the passphrase.
   * @throws {LacunaError} `wrong_passphrase` when there is one and `current` is not it.
   */
  setPassphrase(change: PassphraseChange): Promise<void>;
}

function required(lock: Lock | undefined): Lock {
  if (lock === undefined) throw new LacunaError('not_found', 'this host has no lock');
  return lock;
}

/** The only calls that a locked host answers, `setPassphrase` excepted. */
export const lockRouter = router({
  state: unguarded
    .output(lockState)
    .query(({ ctx }) => ctx.lock?.state ?? { locked: false, hasPassphrase: false }),
  lock: unguarded.output(lockState).mutation(({ ctx }) => {
    const lock = required(ctx.lock);
    lock.lock();
    return lock.state;
  }),
  unlock: unguarded
    .input(z.object({ passphrase: passphrase.optional() }))
    .output(lockState)
    .mutation(async ({ ctx, input }) => {
      const lock = required(ctx.lock);
      await lock.unlock(input.passphrase ?? '');
      return lock.state;
    }),
  setPassphrase: procedure
    .input(passphraseChange)
    .output(lockState)
    .mutation(async ({ ctx, input }) => {
      const lock = required(ctx.lock);
      await lock.setPassphrase(input);
      return lock.state;
    }),
});
