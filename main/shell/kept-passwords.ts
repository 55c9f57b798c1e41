import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

/** What the system offers to encrypt with; Electron's `safeStorage` is one. */
export interface Vault {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  /** Asked on Linux only. */
  getSelectedStorageBackend(): string;
  encryptStringAsync(plain: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ readonly result: string }>;
}

const kept = z.record(z.string(), z.base64());
/** Encryption with a key that is in the program itself is none. */
const UNSAFE_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

/** Passwords of servers that the user asked to keep, by address, encrypted with a key that the system keeps. */
export class KeptPasswords {
  private readonly file: string;
  private readonly vault: Vault;
  private readonly platform: NodeJS.Platform;

  constructor(folder: string, vault: Vault, platform: NodeJS.Platform = process.platform) {
    this.file = join(folder, 'server-passwords.json');
    this.vault = vault;
    this.platform = platform;
  }

  /** @returns whether it was kept: never where the system offers no safe place. */
  async keep(address: string, password: string): Promise<boolean> {
    if (!(await this.isSafe())) return false;
    const encrypted = await this.vault.encryptStringAsync(password);
    this.write({ ...this.read(), [address]: encrypted.toString('base64') });
    return true;
  }

  async has(address: string): Promise<boolean> {
    return (await this.of(address)) !== undefined;
  }

  /** `undefined` also for one that can no longer be decrypted, e.g. of another user: it is asked for again. */
  async of(address: string): Promise<string | undefined> {
    const encrypted = this.read()[address];
    if (encrypted === undefined || !(await this.isSafe())) return undefined;
    try {
      return (await this.vault.decryptStringAsync(Buffer.from(encrypted, 'base64'))).result;
    } catch {
      return undefined;
    }
  }

  forget(address: string): void {
    this.write(Object.fromEntries(Object.entries(this.read()).filter(([other]) => other !== address)));
  }

  private async isSafe(): Promise<boolean> {
    if (this.platform === 'linux' && UNSAFE_BACKENDS.has(this.vault.getSelectedStorageBackend()))
      return false;
    return this.vault.isAsyncEncryptionAvailable();
  }

  private read(): Record<string, string> {
    try {
      return kept.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return {}; // none was kept, or none that could be read: the user types it again
    }
  }

  private write(passwords: Record<string, string>): void {
    writeFileAtomic.sync(this.file, JSON.stringify(passwords), { mode: 0o600 });
  }
}
