/** What only the desktop shell can do; in a browser there is none of it and the window offers its own way. */
export interface DesktopBridge {
  chooseFolder(): Promise<string | null>;
  chooseSavePath?(suggestedName: string): Promise<string | null>;
  printToPdf?(suggestedName: string): Promise<string | null>;
}

declare global {
  interface Window {
    readonly lacuna?: DesktopBridge;
  }
}

export const desktop: DesktopBridge | undefined = window.lacuna;
