import { z } from 'zod';

/** A file name to begin with; where it goes is the user's choice. */
const suggestedName = z.string().min(1).max(200);
/** Of a server, without a password. */
const address = z.string().min(1).max(2_000);

/** What each call of the window to the shell takes; checked where it arrives. */
export const desktopCalls = {
  chooseFolder: z.tuple([]),
  chooseFile: z.tuple([
    z.array(z.object({ name: z.string(), extensions: z.array(z.string().regex(/^\w+$/)) })),
  ]),
  chooseSavePath: z.tuple([suggestedName]),
  saveFile: z.tuple([suggestedName, z.union([z.string(), z.instanceof(Uint8Array)])]),
  printToPdf: z.tuple([suggestedName]),
  copyText: z.tuple([z.string().max(1_000_000)]),
  keepPassword: z.tuple([address, z.string().min(1).max(1_000)]),
  hasPassword: z.tuple([address]),
  forgetPassword: z.tuple([address]),
} as const;

export type DesktopCall = keyof typeof desktopCalls;
export type DesktopInput<Call extends DesktopCall> = z.infer<(typeof desktopCalls)[Call]>;

/**
 * What only the desktop window can do; `window.lacuna` there, and `undefined` in a browser.
 * Dialogs answer `null` when the user cancels them.
 */
export interface Desktop extends Record<DesktopCall, (...input: never) => Promise<unknown>> {
  readonly platform: 'darwin' | 'linux' | 'win32';
  chooseFolder(): Promise<string | null>;
  /** @param filters kinds of files to offer, e.g. `{ name: 'Model', extensions: ['lacuna'] }`, without dots */
  chooseFile(...input: DesktopInput<'chooseFile'>): Promise<string | null>;
  /** Where the host itself should write something, e.g. a model's export. */
  chooseSavePath(suggestedName: string): Promise<string | null>;
  /** Asks where to save and writes there, readable by the owner only. @returns the path. */
  saveFile(suggestedName: string, content: string | Uint8Array): Promise<string | null>;
  /** Prints the page as it is to a PDF that the user places. @returns the path. */
  printToPdf(suggestedName: string): Promise<string | null>;
  /** Writes text to the clipboard; the web's own way needs a permission, and none is given. */
  copyText(text: string): Promise<void>;
  /**
   * Keeps the password of a server, encrypted by the system; imports of that address use it, and no page can read it.
   * @returns whether it was kept: not where the system offers no safe place.
   */
  keepPassword(address: string, password: string): Promise<boolean>;
  hasPassword(address: string): Promise<boolean>;
  forgetPassword(address: string): Promise<void>;
  /** Where a file lies that was dropped onto the window. */
  pathOf(file: File): string;
  /** Pages that the menu or a second start of the program asks for, e.g. `/import`. @returns stops listening. */
  onOpenPage(listener: (page: string) => void): () => void;
}
