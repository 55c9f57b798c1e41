import { z } from 'zod';

/** Title and kinds of files of a native dialog, e.g. `{ name: 'Model', extensions: ['lacuna'] }` (no dot). */
export const dialogOptions = z.object({
  title: z.string().max(200).optional(),
  filters: z.array(z.object({ name: z.string(), extensions: z.array(z.string().regex(/^\w+$/)) })).optional(),
});
export const saveOptions = dialogOptions.extend({ suggestedName: z.string().min(1).max(200) });
export const fileOptions = saveOptions.extend({ content: z.union([z.string(), z.instanceof(Uint8Array)]) });

export type DialogOptions = z.infer<typeof dialogOptions>;
export type SaveOptions = z.infer<typeof saveOptions>;
export type FileOptions = z.infer<typeof fileOptions>;

/**
 * What only the desktop window can do; `window.lacuna` there, and `undefined` in a browser.
 * Dialogs answer `null` when the user cancels them.
 */
export interface Desktop {
  readonly platform: 'darwin' | 'linux' | 'win32';
  chooseFolder(options: DialogOptions): Promise<string | null>;
  chooseFile(options: DialogOptions): Promise<string | null>;
  /** Where the host itself should write something, e.g. a model's export. */
  chooseSavePath(options: SaveOptions): Promise<string | null>;
  /** Asks where to save and writes there, readable by the owner only. @returns the path. */
  saveFile(options: FileOptions): Promise<string | null>;
  /** Prints the page as it is to a PDF that the user places. @returns the path. */
  printToPdf(options: SaveOptions): Promise<string | null>;
  /** Writes text to the clipboard; the web's own way needs a permission, and none is given. */
  copyText(text: string): Promise<void>;
  /** Pages that the menu or a second start of the program asks for, e.g. `/import`. @returns stops listening. */
  onOpenPage(listener: (page: string) => void): () => void;
}

declare global {
  interface Window {
    readonly lacuna?: Desktop;
  }
}
