import type { ErrorReport } from '../errors.ts';

/** Failures that the shell itself tells of, when it starts or opens a database, and what to do. */
const FAILURES: Readonly<Partial<Record<ErrorReport['code'], string>>> = {
  locked: 'Lacuna ist gesperrt. Entsperren Sie es zuerst.',
  not_found: 'Das Gesuchte gibt es nicht.',
  folder_not_found: 'Den Ordner gibt es nicht.',
  not_a_folder: 'Der Pfad führt zu keinem Ordner.',
  output_unwritable: 'Hier darf nicht geschrieben werden.',
  database_not_found: 'Unter diesem Pfad gibt es keine Datenbank.',
  database_newer: 'Die Datenbank stammt aus einer neueren Version von Lacuna. Installieren Sie diese.',
  database_older: 'Die Datenbank stammt aus einer älteren Version von Lacuna.',
  database_damaged: 'Die Datei ist beschädigt oder keine Datenbank. Nehmen Sie eine Sicherung.',
  database_in_use:
    'Ein anderes Programm schreibt gerade in die Datenbank. Warten Sie, bis es fertig ist, oder beenden Sie es.',
  database_read_only: 'In die Datenbank kann nicht geschrieben werden. Prüfen Sie die Rechte der Datei.',
  disk_full: 'Auf dem Datenträger ist nicht genug Platz. Schaffen Sie welchen.',
  migration_failed:
    'Die Datenbank konnte nicht auf den neuesten Stand gebracht werden; sie ist, wie sie war.',
  settings_damaged: 'Die Einstellungsdatei ist nicht zu verstehen. Berichtigen oder löschen Sie sie.',
  worker_crashed: 'Ein Hintergrund-Thread von Lacuna ist unerwartet beendet worden. Starten Sie es neu.',
  internal: 'Ein unerwarteter Fehler ist aufgetreten.',
};

const SYSTEM_FAILURES: Readonly<Record<string, string>> = {
  ENOSPC: 'Auf dem Datenträger ist kein Platz.',
  EDQUOT: 'Das Kontingent auf dem Datenträger ist aufgebraucht.',
  ENOENT: 'Den Ordner gibt es nicht.',
  EACCES: 'Hier dürfen Sie nicht schreiben.',
  EPERM: 'Hier dürfen Sie nicht schreiben.',
  EROFS: 'Der Datenträger ist nur lesbar.',
};

/** How a process of Chromium ended, as Electron names it. */
export const ENDINGS: Readonly<Record<string, string>> = {
  'abnormal-exit': 'mit einem Fehler beendet',
  killed: 'von außen beendet',
  crashed: 'abgestürzt',
  oom: 'zu wenig Arbeitsspeicher',
  'launch-failed': 'nicht gestartet',
  'integrity-failure': 'beschädigt',
  'memory-eviction': 'zu wenig Arbeitsspeicher',
};

export function failureInGerman({ code, message }: ErrorReport): string {
  return FAILURES[code] ?? message;
}

export function systemFailureInGerman(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return SYSTEM_FAILURES[code] ?? String(error);
}
