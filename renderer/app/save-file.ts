import { desktop } from './desktop.ts';

/** Saves a file: the desktop asks where, a browser puts it among its downloads. */
export function saveFile(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  if (desktop === undefined) download(name, type, content);
  else void desktop.saveFile(name, content);
}

function download(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
