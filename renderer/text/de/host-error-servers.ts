/** What the host says of databases, servers, sources and settings. */
export const databaseDetails: Readonly<Record<string, string>> = {
  'the database has schema {0}, not yet {1}': 'Die Datenbank hat das Schema {0}, noch nicht {1}',
  'there is no database at this path': 'Unter diesem Pfad gibt es keine Datenbank',
  'check the path, or import records to make one':
    'Prüfen Sie den Pfad oder legen Sie durch einen Import eine an',
  'the path is not a file': 'Der Pfad führt zu keiner Datei',
  'this is not a database of Lacuna': 'Dies ist keine Datenbank von Lacuna',
  'choose another path, or import records to make a database; nothing was changed':
    'Wählen Sie einen anderen Pfad oder legen Sie durch einen Import eine Datenbank an',
  'migration {0} does not rise over the one before': 'Der Umbau {0} steigt nicht über den vorigen',
  'the database has schema {0}; this version of Lacuna knows schemas up to {1}':
    'Die Datenbank hat das Schema {0}; diese Version von Lacuna kennt Schemata bis {1}',
  'open it with the newer version of Lacuna that made it':
    'Öffnen Sie sie mit der neueren Version von Lacuna, die sie angelegt hat',
  'migration {0} failed and was rolled back': 'Der Umbau {0} misslang und wurde zurückgenommen',
  'the database is as it was; please report this': 'Die Datenbank ist wie zuvor; bitte melden Sie dies',
  'free some space and start again; the database is as it was':
    'Schaffen Sie Platz und beginnen Sie erneut; die Datenbank ist wie zuvor',
  'the database is being written by {0}': 'In die Datenbank schreibt gerade {list 0}',
  'wait until it has finished, or close that program, and try again':
    'Warten Sie, bis es fertig ist, oder schließen Sie jenes Programm, und versuchen Sie es erneut',
  'the file is damaged or is not a database': 'Die Datei ist beschädigt oder keine Datenbank',
  'restore a backup, or import the records into a new database':
    'Spielen Sie eine Sicherung ein oder importieren Sie die Akten in eine neue Datenbank',
  'the database cannot be written': 'In die Datenbank kann nicht geschrieben werden',
  'check who owns the file and its folder and whether they may be written':
    'Prüfen Sie, wem Datei und Ordner gehören und ob hineingeschrieben werden darf',
  'the disk that holds the database is full': 'Der Datenträger der Datenbank ist voll',
  'no database is open': 'Keine Datenbank ist geöffnet',
  'open one, import records, or try the synthetic demo':
    'Öffnen Sie eine, importieren Sie Akten oder probieren Sie die synthetische Demo',
  'the database is no longer at its path': 'Die Datenbank ist nicht mehr unter ihrem Pfad',
  'the database is not in the list of known databases':
    'Die Datenbank steht nicht in der Liste der bekannten',
  'the synthetic demo takes no other records': 'Die synthetische Demo nimmt keine anderen Akten auf',
  'import them into a database of your own': 'Importieren Sie sie in eine eigene Datenbank',
  'there is no source of this name in the database': 'In der Datenbank gibt es keine Quelle dieses Namens',
  'it has {0}': 'Es gibt {0}',
  'it has {0}{1}': 'Es gibt {0}{phrase 1}',
  'it holds {0}': 'Sie enthält {0}',
  'there is no such encounter in the database': 'In der Datenbank gibt es keinen solchen Aufenthalt',
  'name it as the source does: hadm_id of MIMIC-IV, patientunitstayid of eICU, the key of an admission of your own tables':
    'Nennen Sie ihn wie die Quelle: hadm_id von MIMIC-IV, patientunitstayid von eICU, den Schlüssel einer Aufnahme eigener Tabellen',
  'the list was not prepared': 'Die Liste wurde nicht vorbereitet',
  'several sources have an encounter of this id': 'Mehrere Quellen haben einen Aufenthalt dieser Kennung',
  'name the source as well: source:id': 'Nennen Sie auch die Quelle: Quelle:Kennung',
  'the item was not measured in this encounter': 'Diese Messgröße wurde in diesem Aufenthalt nicht gemessen',
  'the comment has more than 500 characters': 'Die Bemerkung hat mehr als 500 Zeichen',
  'shorten it': 'Kürzen Sie sie',
  // Servers.
  'the server has neither transfers nor icustays, which tell the units of a stay':
    'Der Server hat weder transfers noch icustays, aus denen die Stationen eines Aufenthalts hervorgehen',
  'leave the care units out': 'Lassen Sie die Stationen weg',
  'the user may not read the column {0}': 'Der Benutzer darf die Spalte {0} nicht lesen',
  'the column {0} is a time with a zone ({1})': 'Die Spalte {0} ist eine Zeit mit Zeitzone ({1})',
  'this is not the address of a server': 'Dies ist keine Adresse eines Servers',
  'the address holds a password, which others on this computer could see':
    'Die Adresse enthält ein Passwort, das andere auf diesem Computer sehen könnten',
  'leave it out of the address: it is taken from PGPASSWORD or ~/.pgpass, or asked for':
    'Lassen Sie es aus der Adresse weg: Es wird PGPASSWORD oder ~/.pgpass entnommen oder erfragt',
  'the address names no {0}': 'In der Adresse fehlt: {0}',
  'the address has a parameter that is not known; it may have {0}':
    'Die Adresse hat einen unbekannten Parameter; möglich sind {0}',
  'sslmode is one of {0}': 'sslmode ist eines von {0}',
  'the address has a % that stands for no character': 'Die Adresse hat ein %, das für kein Zeichen steht',
  'write it as {0}; a folder of a socket as postgresql://user@%2Fvar%2Frun%2Fpostgresql/database':
    'Schreiben Sie sie als {0}; den Ordner eines Sockets als postgresql://user@%2Fvar%2Frun%2Fpostgresql/database',
  'the server does not answer ({0})': 'Der Server antwortet nicht ({0})',
  "the server's certificate is not trusted ({0})": 'Dem Zertifikat des Servers wird nicht vertraut ({0})',
  '{0}{1}': '{phrase 0}{1}',
  'the server does not speak TLS': 'Der Server spricht kein TLS',
  'the server does not answer in time': 'Der Server antwortet nicht rechtzeitig',
  'the connection to the server broke': 'Die Verbindung zum Server ist abgebrochen',
  'the server refused a query ({0}){1}': 'Der Server hat eine Abfrage abgelehnt ({0}){1}',
  'the certificate of the authority cannot be read':
    'Das Zertifikat der Zertifizierungsstelle kann nicht gelesen werden',
  'the server asks for a password, and none is known':
    'Der Server verlangt ein Passwort, und keines ist bekannt',
  'whatever answers at this address is not PostgreSQL, or lets nobody in':
    'Was unter dieser Adresse antwortet, ist nicht PostgreSQL oder lässt niemanden ein',
  'no schema of the database has the tables patients and admissions':
    'Kein Schema der Datenbank hat die Tabellen patients und admissions',
  'they are looked for in {0}hosp, or any other schema whose name ends in hosp':
    'Gesucht werden sie in {0}hosp oder einem anderen Schema, dessen Name auf hosp endet',
  'the database holds MIMIC-IV more than once: it has {0}':
    'Die Datenbank enthält MIMIC-IV mehr als einmal: {0}',
  'there is no schema {0}hosp: it has {1}': 'Ein Schema {0}hosp gibt es nicht, wohl aber {1}',
  'name what the schemas begin with: --schema-prefix <prefix>':
    'Nennen Sie im Feld für das Schema, womit die Namen beginnen',
  'of {0} the server sent {1} rows, and {2} arrived':
    'Von {0} schickte der Server {phrase 1} Zeilen, {2} kamen an',
  'a policy of the server (row level security) shows this user only rows such as these: there may be more':
    'Eine Regel des Servers (Row Level Security) zeigt diesem Benutzer nur solche Zeilen: Es kann mehr geben',
  'reading from a server is switched off; nothing was contacted':
    'Das Lesen von Servern ist abgeschaltet; es wurde keiner angesprochen',
  'the contact cannot be noted, so the server was not contacted':
    'Die Verbindung kann nicht vermerkt werden, darum wurde der Server nicht angesprochen',
  'the list of contacted servers cannot be understood':
    'Die Liste der angesprochenen Server ist nicht zu verstehen',
  'restore the file, or move it away to begin a new list':
    'Stellen Sie die Datei wieder her oder verschieben Sie sie, um eine neue Liste zu beginnen',
  // Settings and the program itself.
  'the settings cannot be read and were set aside':
    'Die Einstellungen können nicht gelesen werden und wurden beiseitegelegt',
  'Lacuna starts from the default settings now; correct the file and rename it back to keep yours':
    'Lacuna beginnt jetzt mit den Vorgaben; berichtigen Sie die Datei und benennen Sie sie zurück, um Ihre zu behalten',
  'the settings file cannot be read': 'Die Einstellungsdatei kann nicht gelesen werden',
  'there is no setting {0}': 'Eine Einstellung {0} gibt es nicht',
  '{0} cannot have this value': '{0} kann diesen Wert nicht haben',
  'the upper ends of the bands must rise': 'Die oberen Grenzen der Stufen müssen steigen',
  'put the bands in the order of their upper ends': 'Ordnen Sie die Stufen nach ihren oberen Grenzen',
  'the data folder cannot be made': 'Der Datenordner kann nicht angelegt werden',
  'set LACUNA_HOME to a folder that you may write to':
    'Setzen Sie LACUNA_HOME auf einen Ordner, in den Sie schreiben dürfen',
  '{0} cannot be written': 'Nicht zu schreiben: {phrase 0}',
  'name another place, or make room and leave to write in this one':
    'Wählen Sie einen anderen Ort oder schaffen Sie Platz und das Recht, hier zu schreiben',
  'the file of updates is not valid, so nothing is looked for':
    'Die Datei für Aktualisierungen ist nicht gültig, darum wird nach keiner gesucht',
  'the file of updates cannot be read': 'Die Datei für Aktualisierungen kann nicht gelesen werden',
  'the passphrase lock cannot be read': 'Die Sperre durch eine Passphrase kann nicht gelesen werden',
  'restore the file, or delete it to start without a passphrase':
    'Stellen Sie die Datei wieder her oder löschen Sie sie, um ohne Passphrase zu beginnen',
  'the passphrase is not right': 'Die Passphrase stimmt nicht',
  'the passphrase before was not right': 'Die Passphrase davor stimmte nicht',
  'the next one can be tried in {0} s': 'Die nächste kann in {0} s versucht werden',
  'this host has no lock': 'Dieser Host hat keine Sperre',
  'Lacuna is locked': 'Lacuna ist gesperrt',
  'unlock it with your passphrase': 'Entsperren Sie es mit Ihrer Passphrase',
  'the call does not have the expected form': 'Der Aufruf hat nicht die erwartete Form',
  'the call is not JSON': 'Der Aufruf ist kein JSON',
  'the call needs another HTTP method': 'Der Aufruf braucht eine andere HTTP-Methode',
  'there is no such call': 'Einen solchen Aufruf gibt es nicht',
  'unexpected failure ({0})': 'Unerwarteter Fehler ({0})',
  'run the command again with --debug for the details, and report it':
    'Melden Sie ihn; mit --debug zeigt die Befehlszeile Einzelheiten',
  cancelled: 'Abgebrochen',
  paused: 'Angehalten',
  'Lacuna is closing and starts no new work': 'Lacuna wird beendet und beginnt keine neue Arbeit',
  'there is nothing to resume': 'Es gibt nichts fortzusetzen',
  'there is no such job': 'Eine solche Arbeit gibt es nicht',
  'start it with: lacuna serve': 'Starten Sie es mit „lacuna serve“',
  'Lacuna is not running': 'Lacuna läuft nicht',
  'the running Lacuna refused to make a link': 'Das laufende Lacuna hat keinen Link gegeben',
  'Lacuna does not answer': 'Lacuna antwortet nicht',
  'port {0} cannot be used on 127.0.0.1': 'Port {0} kann auf 127.0.0.1 nicht verwendet werden',
  'choose another with --port, or leave it out to take a free one':
    'Nennen Sie mit --port einen anderen oder lassen Sie ihn weg, um einen freien zu nehmen',
  'a worker file was loaded outside a worker':
    'Die Datei eines Threads wurde außerhalb eines Threads geladen',
  'the worker has no function {0}': 'Der Thread hat keine Funktion {0}',
  'the background thread "{0}" ran out of memory': 'Dem Thread „{0}“ im Hintergrund ging der Speicher aus',
  'the background thread "{0}" stopped unexpectedly':
    'Der Thread „{0}“ im Hintergrund blieb unerwartet stehen',
  'close other programs or choose a smaller cohort, then try again':
    'Schließen Sie andere Programme oder wählen Sie eine kleinere Kohorte, und versuchen Sie es dann erneut',
  'try again; it starts anew by itself': 'Versuchen Sie es erneut; er startet von selbst neu',
};
