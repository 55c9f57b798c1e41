/** What the host puts into its sentences: things, parts, remainders. */
export const phrases: Readonly<Record<string, string>> = {
  'the model bundle': 'das Modell',
  'the checkpoint': 'der Zwischenstand',
  'the export': 'der Export',
  'the CSV file': 'die CSV-Datei',
  'another process': 'ein anderer Prozess',
  'a program that has just ended': 'ein Programm, das gerade beendet wurde',
  '{0} (process {1})': '{phrase 0} (Prozess {number 1})',
  cohort: 'Kohorte',
  mapping: 'Zuordnung',
  'set of settings': 'Einstellungen',
  data: 'Daten',
  configuration: 'Konfiguration',
  'its top': 'ganz oben',
  no: 'keine',
  '{0} of {1} positive': '{number 0} von {number 1} positiv',
  ' and {0} more': ' und {number 0} weitere',
  ' (and {0} more findings)': ' (und {number 0} weitere Funde)',
  'the server refuses the user or the password': 'Der Server weist den Benutzer oder das Passwort zurück',
  'the server does not let this user in from here': 'Der Server lässt diesen Benutzer von hier nicht ein',
  'the server has no database of this name': 'Der Server hat keine Datenbank dieses Namens',
  'the user lacks a right that the query needs': 'Dem Benutzer fehlt ein Recht, das die Abfrage braucht',
  'the server has no connection free': 'Der Server hat keine Verbindung frei',
  'the server ended the query: it took too long, or somebody there stopped it':
    'Der Server hat die Abfrage beendet: Sie dauerte zu lange, oder jemand dort hat sie angehalten',
  'the server ended the reading: it takes longer than the server allows':
    'Der Server hat das Lesen beendet: Es dauert länger, als er erlaubt',
  'the server ended the connection': 'Der Server hat die Verbindung beendet',
  'the server ended the connection, for it crashed':
    'Der Server hat die Verbindung beendet, denn er ist abgestürzt',
  'the server is starting or stopping': 'Der Server startet gerade oder wird beendet',
  'the server ended the connection: it allows no pause this long':
    'Der Server hat die Verbindung beendet: Eine so lange Pause erlaubt er nicht',
  'the server ended the reading, which stood in the way of its replication':
    'Der Server hat das Lesen beendet, das seiner Replikation im Weg stand',
};
