/** Named counts in the order in which the names were first given. */
export class Tally {
  readonly #counts = new Map<string, number>();

  /** @param names counted from zero, so that they show even if nothing is ever added. */
  constructor(names: Iterable<string> = []) {
    for (const name of names) this.#counts.set(name, 0);
  }

  add(name: string, count = 1): void {
    this.#counts.set(name, this.of(name) + count);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  toRecord(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
