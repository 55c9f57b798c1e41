/** DuckDB takes 122,880 new rows into a table as they are, and copies fewer: that would be half of its work. */
const LEAST_RECORDS = 1 << 17;
/** Small enough for memory and for a quick cancel, however long the records are. */
const LEAST_BYTES = 32 << 20;
const MOST_TIMES = 8;

/**
 * How large the chunks of a file are. For as long as a table lives DuckDB keeps a quarter of a megabyte of each in
 * memory, which it cannot put on the disk; so the more records there were, the more the next chunk may hold. It stays
 * a small part of them, since the last chunk is taken while nothing else is done.
 */
export class ChunkSize {
  #records = 0;

  isReached(records: number, bytes: number): boolean {
    return records >= LEAST_RECORDS * this.#times || bytes >= LEAST_BYTES * this.#times;
  }

  /** @param records of a chunk that is done. */
  grow(records: number): void {
    this.#records += records;
  }

  get #times(): number {
    return Math.min(MOST_TIMES, Math.max(1, this.#records / (MOST_TIMES * LEAST_RECORDS)));
  }
}
