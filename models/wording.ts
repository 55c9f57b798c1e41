/** A sentence and its values apart, so that a window can put them into a sentence of another language. */
export interface Wording {
  /** The sentence with `{0}`, `{1}` ... in the places of its values. */
  readonly form: string;
  readonly values: readonly string[];
}

/** The wording of a template, `` worded`the column ${name} is missing` ``. */
export function worded(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Wording {
  return {
    form: parts.reduce((form, part, i) => `${form}{${i - 1}}${part}`),
    values: values.map(String),
  };
}

/** What is said, in one piece or as a wording. */
export type Said = string | Wording;

export function inEnglish(said: Said): string {
  if (typeof said === 'string') return said;
  const { form, values } = said;
  return form.replace(/\{(\d+)\}/g, (_, i: string) => values[Number(i)] ?? '');
}

declare const knownByForm: unique symbol;

/** A sentence that is kept and handed on in one piece: a window of another language knows it by its form. */
export type Sentence = string & { readonly [knownByForm]: true };

/** A sentence from a template, `` sentence`the row has ${fields} fields` ``. */
export function sentence(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Sentence {
  return inEnglish(worded(parts, ...values)) as Sentence;
}
