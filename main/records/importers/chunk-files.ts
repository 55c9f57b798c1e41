import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One is read while the next is written. */
const FILES = 2;

/** The files of chunks of one form, two in turn. */
export class ChunkFiles {
  /** Bytes written of the chunk. */
  bytes = 0;
  readonly #folder: string;
  readonly #name: string;
  #chunk = 0;
  #descriptor: number | null = null;

  /** @param name of the files, a number before it. */
  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  write(bytes: Uint8Array): void {
    // Written over and cut at the end: to take a file's pages away and give it new ones takes as long as to write.
    const descriptor = (this.#descriptor ??= openSync(
      this.#path,
      constants.O_WRONLY | constants.O_CREAT,
      0o600,
    ));
    for (let from = 0; from < bytes.length;) {
      from += writeSync(descriptor, bytes, from, bytes.length - from);
    }
    this.bytes += bytes.length;
  }

  /** Ends a chunk of which something was written; returns its path. */
  finish(): string {
    const path = this.#path;
    if (this.#descriptor !== null) ftruncateSync(this.#descriptor, this.bytes);
    this.close();
    this.#chunk += 1;
    this.bytes = 0;
    return path;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  get #path(): string {
    return join(this.#folder, `chunk-${this.#chunk % FILES}.${this.#name}`);
  }
}
