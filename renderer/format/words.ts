/** A text with its first letter capital, as it stands at the start of a line. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A name of the kind `learningRate` as people read it: `Learning rate`. */
export function nameInWords(name: string): string {
  return capital(
    name.replaceAll(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`),
  );
}
