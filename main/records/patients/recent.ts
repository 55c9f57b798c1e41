/** Values that are dear to make: those used last are kept, up to a total weight, the one used last whatever it weighs. */
export class Recent<Value> {
  readonly #capacity: number;
  readonly #weightOf: (value: Value) => number;
  /** The one used last is at the end. */
  readonly #kept = new Map<string, Value>();

  constructor(capacity: number, weightOf: (value: Value) => number = () => 1) {
    this.#capacity = capacity;
    this.#weightOf = weightOf;
  }

  /** The value of a key, made if it is not kept. */
  get(key: string, make: () => Value): Value {
    const value = this.#kept.get(key) ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, value);
    let weight = 0;
    for (const [other, kept] of [...this.#kept].reverse()) {
      weight += this.#weightOf(kept);
      if (weight > this.#capacity && other !== key) this.#kept.delete(other);
    }
    return value;
  }
}
