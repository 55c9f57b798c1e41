import { text } from '../en/error-text.ts';
import { NOTHING_CHANGED } from './error-text.ts';

/** Of databases and their files. */
export const databaseErrors = {
  database_not_found: text(
    'Die Datenbankdatei gibt es nicht',
    NOTHING_CHANGED,
    'Wählen Sie eine andere Datenbank oder legen Sie eine neue an.',
  ),
  database_newer: text(
    'Die Datenbank stammt von einer neueren Version von Lacuna',
    'Sie wurde nicht geöffnet, damit nichts darin verloren geht.',
    'Aktualisieren Sie Lacuna oder wählen Sie eine andere Datenbank.',
  ),
  database_older: text(
    'Die Datenbank stammt von einer älteren Version von Lacuna',
    'Sie wurde nicht geändert.',
    'Öffnen Sie sie dort, wo sie geschrieben werden darf; dabei wird sie auf den neuen Stand gebracht.',
  ),
  database_damaged: text(
    'Die Datenbankdatei ist beschädigt oder keine Datenbank',
    'Es wurde nichts hineingeschrieben.',
    'Spielen Sie eine Kopie zurück oder importieren Sie die Quelle erneut in eine neue Datenbank.',
  ),
  database_in_use: text(
    'Ein anderer Vorgang schreibt in die Datenbank',
    NOTHING_CHANGED,
    'Lassen Sie ihn enden oder schließen Sie ihn, und versuchen Sie es dann erneut.',
  ),
  database_read_only: text(
    'Die Datenbank kann nicht geschrieben werden',
    NOTHING_CHANGED,
    'Prüfen Sie die Rechte der Datei und ihres Ordners.',
  ),
  disk_full: text(
    'Es ist nicht genug Speicherplatz frei',
    'Die Datenbank ist wie zuvor.',
    'Geben Sie Speicherplatz frei und versuchen Sie es dann erneut.',
  ),
  records_memory: text(
    'Das Lesen der Daten braucht mehr Arbeitsspeicher, als es benutzen darf',
    'Die Datenbank ist wie zuvor.',
    'Schließen Sie andere Programme, wählen Sie einen kleineren Teil der Daten oder erlauben Sie mehr: Starten Sie Lacuna mit LACUNA_MEMORY_LIMIT=2GB.',
  ),
  already_imported: text(
    'Diese Dateien wurden bereits importiert',
    NOTHING_CHANGED,
    'Es ist nichts zu tun; die Daten sind vorhanden.',
  ),
  migration_failed: text(
    'Die Datenbank konnte nicht auf den neuen Stand gebracht werden',
    'Sie wurde in den vorherigen Zustand zurückversetzt; eine Kopie liegt daneben.',
    'Melden Sie dies mit den Einzelheiten unten.',
  ),
};
