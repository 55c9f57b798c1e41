/** What the host says of its own: label cards, rules, steps of work. It is in English already. */
export function said(english: string): string {
  return english;
}
