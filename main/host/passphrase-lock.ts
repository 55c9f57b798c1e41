import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Lock, LockState, PassphraseChange } from '../api/lock.ts';
import { LacunaError } from '../errors.ts';
import { readContent } from '../settings/settings-file.ts';
import { worded } from '../../models/wording.ts';

/** What is kept of a passphrase: a slow hash of it with its own salt. */
const kept = z.object({ version: z.literal(1), salt: z.base64(), hash: z.base64() });
type Kept = z.infer<typeof kept>;

/** About 0.1 s and 32 MB for each try. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

export interface LockOptions {
  readonly dataFolder: string;
  /** Minutes without a call after which the host locks itself; 0 = never. */
  readonly idleMinutes: () => number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

/**
 * The optional passphrase lock of a host: locked from its start where a passphrase is set. It keeps people at this
 * computer out of the window; it does not encrypt the database.
 * @throws {LacunaError} `settings_damaged` when the kept hash cannot be read: the host must not start unlocked then.
 */
export class PassphraseLock implements Lock {
  private readonly options: LockOptions;
  private readonly now: () => number;
  private kept: Kept | null;
  private locked: boolean;
  private lastCall: number;
  private wrongTries = 0;
  private nextTryAt = 0;

  constructor(options: LockOptions) {
    this.options = options;
    this.now = options.now ?? (() => performance.now());
    this.kept = readKept(options.dataFolder);
    this.locked = this.kept !== null;
    this.lastCall = this.now();
  }

  get state(): LockState {
    this.lockWhenIdle();
    return { locked: this.locked, hasPassphrase: this.kept !== null };
  }

  refuses(): boolean {
    this.lockWhenIdle();
    const refused = this.locked && this.kept !== null;
    if (!refused) this.lastCall = this.now();
    return refused;
  }

  lock(): void {
    this.locked = true;
  }

  async unlock(passphrase: string): Promise<void> {
    if (this.now() < this.nextTryAt) {
      const seconds = Math.ceil((this.nextTryAt - this.now()) / 1000);
      throw new LacunaError('wrong_passphrase', 'the passphrase before was not right', {
        hint: worded`the next one can be tried in ${seconds} s`,
      });
    }
    // Tries that arrive together must wait for one another as well.
    this.nextTryAt = this.now() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.wrongTries);
    this.wrongTries++;
    if (this.kept !== null && !(await matches(passphrase, this.kept))) {
      throw new LacunaError('wrong_passphrase', 'the passphrase is not right');
    }
    this.wrongTries = 0;
    this.nextTryAt = 0;
    this.locked = false;
    this.lastCall = this.now();
  }

  async setPassphrase({ current, next }: PassphraseChange): Promise<void> {
    await this.unlock(current ?? '');
    const path = keptPath(this.options.dataFolder);
    if (next === null) {
      await rm(path, { force: true });
      this.kept = null;
      return;
    }
    const salt = randomBytes(16);
    const hash = await hashOf(next, salt);
    const content: Kept = { version: 1, salt: salt.toString('base64'), hash: hash.toString('base64') };
    await writeFileAtomic(path, JSON.stringify(content), { mode: 0o600 });
    this.kept = content;
  }

  private lockWhenIdle(): void {
    const minutes = this.options.idleMinutes();
    if (minutes > 0 && this.now() - this.lastCall > minutes * 60_000) this.locked = true;
  }
}

/** The lock of a data folder, with the idle time of its settings. */
export function openLock(dataFolder: string): PassphraseLock {
  return new PassphraseLock({
    dataFolder,
    idleMinutes: () => readContent(dataFolder).settings.idleLockMinutes,
  });
}

async function matches(passphrase: string, { salt, hash }: Kept): Promise<boolean> {
  return timingSafeEqual(await hashOf(passphrase, Buffer.from(salt, 'base64')), Buffer.from(hash, 'base64'));
}

const derive = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt);

function hashOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return derive(passphrase, salt, HASH_BYTES, COST);
}

function readKept(dataFolder: string): Kept | null {
  const file = keptPath(dataFolder);
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new LacunaError('settings_damaged', 'the passphrase lock cannot be read', {
      file,
      hint: 'restore the file, or delete it to start without a passphrase',
      cause,
    });
  }
}

function keptPath(dataFolder: string): string {
  return join(dataFolder, 'lock.json');
}
