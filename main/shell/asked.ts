import path from 'node:path';

/** What a start of the program asks for: a page of the window, or a database to open. */
export type Asked = { readonly page: string } | { readonly database: string };

/** Kinds of files that the shell opens, and how their names end, in capitals or not. */
export const ENDINGS = { model: 'lacuna', database: 'sqlite' } as const;
export type FileKind = keyof typeof ENDINGS;

/**
 * What the arguments of a start ask for: `--page=/patients/7`, or a file as the system passes it after a double click.
 * @param folder what a relative path is relative to.
 */
export function askedBy(argv: readonly string[], folder: string): Asked | null {
  // The first is the program itself.
  for (const argument of argv.slice(1)) {
    const page = /^--page=(\/(?!\/).*)$/s.exec(argument)?.[1];
    if (page !== undefined) return { page };
    const asked = argument.startsWith('-') ? null : askedByFile(path.resolve(folder, argument));
    if (asked !== null) return asked;
  }
  return null;
}

/** What opening a file means by its name; files of other kinds are none of ours. */
export function askedByFile(file: string): Asked | null {
  const ending = path.extname(file).slice(1).toLowerCase();
  const kind = (['model', 'database'] as const).find((candidate) => ENDINGS[candidate] === ending);
  return kind === undefined ? null : askedFor(kind, file);
}

/** A model is shown in Models, where it is checked before anything is done with it. */
export function askedFor(kind: FileKind, file: string): Asked {
  return kind === 'database' ? { database: file } : { page: `/models?bundle=${encodeURIComponent(file)}` };
}
