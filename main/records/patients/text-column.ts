/** Texts of a list, all in one: half a million ids are read, kept and searched without being cut apart. */
export class TextColumn {
  /** The texts, one behind the other. */
  readonly text: string;
  /** Where each of them ends in `text`. */
  readonly ends: Uint32Array;

  constructor(text: string, ends: Uint32Array) {
    this.text = text;
    this.ends = ends;
  }

  static of(texts: readonly string[]): TextColumn {
    let end = 0;
    return new TextColumn(
      texts.join(''),
      Uint32Array.from(texts, (text) => (end += text.length)),
    );
  }

  at(position: number): string {
    return this.text.slice(this.#start(position), this.ends[position]);
  }

  /** Marks the positions of the texts that hold a part, which is not empty, with 1. */
  mark(part: string, found: Uint8Array): void {
    let position = 0;
    for (let at = this.text.indexOf(part); at >= 0; at = this.text.indexOf(part, at)) {
      while ((this.ends[position] ?? Infinity) <= at) position += 1;
      const end = this.ends[position] ?? this.text.length;
      if (at + part.length <= end) {
        found[position] = 1;
        at = end;
      } else {
        // What begins in one text and ends in another is in neither.
        at += 1;
      }
    }
  }

  #start(position: number): number {
    return position === 0 ? 0 : (this.ends[position - 1] ?? 0);
  }
}
