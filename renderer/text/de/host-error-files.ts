/** What the host says of files, folders and mappings that it cannot read; see main/records/importers/. */
export const fileErrors: Readonly<Record<string, string>> = {
  'a quote is opened here and not closed where its field ends':
    'Hier wird ein Anführungszeichen geöffnet und am Ende des Feldes nicht geschlossen',
  'correct the quotes of this line, or download the file again; nothing was imported':
    'Berichtigen Sie die Anführungszeichen dieser Zeile oder laden Sie die Datei neu herunter',
  'the text is not UTF-8': 'Der Text ist kein UTF-8',
  'save the file as UTF-8; nothing was imported': 'Speichern Sie die Datei als UTF-8',
  'the compressed file is damaged or truncated': 'Die komprimierte Datei ist beschädigt oder unvollständig',
  'download the file again and compare its checksum':
    'Laden Sie die Datei neu herunter und vergleichen Sie ihre Prüfsumme',
  'the file cannot be read ({0})': 'Die Datei kann nicht gelesen werden ({0})',
  'check that the file is there and that you may read it':
    'Prüfen Sie, ob es die Datei gibt und ob Sie sie lesen dürfen',
  'the header is not UTF-8 text': 'Die Kopfzeile ist kein UTF-8-Text',
  'save the file as UTF-8': 'Speichern Sie die Datei als UTF-8',
  'the file has no header': 'Die Datei hat keine Kopfzeile',
  'download the file again': 'Laden Sie die Datei neu herunter',
  'the lines end with a carriage return alone': 'Die Zeilen enden allein mit einem Wagenrücklauf (CR)',
  'save the file with the line ends of Unix or Windows':
    'Speichern Sie die Datei mit Zeilenenden von Unix oder Windows',
  'the columns are separated by "{0}", not by commas':
    'Die Spalten sind durch „{0}“ getrennt, nicht durch Kommas',
  'save the file with commas between the columns': 'Speichern Sie die Datei mit Kommas zwischen den Spalten',
  'the column {0} occurs twice': 'Die Spalte {0} kommt zweimal vor',
  'the column {0} is missing': 'Die Spalte {0} fehlt',
  'add the column, or use the file as published':
    'Fügen Sie die Spalte hinzu oder nehmen Sie die Datei, wie sie veröffentlicht ist',
  'the file has a column {0}: rename it to {1} if that is what it holds':
    'Die Datei hat eine Spalte {0}: Benennen Sie sie in {1} um, wenn sie das enthält',
  'a quote is opened in the header and not closed on its line':
    'In der Kopfzeile wird ein Anführungszeichen geöffnet und in der Zeile nicht geschlossen',
  'write the names of the columns on one line': 'Schreiben Sie die Namen der Spalten in eine Zeile',
  'the header is not {0} text': 'Die Kopfzeile ist kein Text in {0}',
  'name the encoding of the file in the mapping, or save the file as UTF-8':
    'Nennen Sie die Kodierung der Datei in der Zuordnung oder speichern Sie die Datei als UTF-8',
  'there is no room for the temporary files of the import':
    'Für die vorübergehenden Dateien des Imports ist kein Platz',
  'reading the records takes more than the {0} it may use':
    'Das Lesen der Daten braucht mehr als die {0} Arbeitsspeicher, die es benutzen darf',
  'close other programs, read a smaller part, or allow more: {0}=2GB; nothing was changed':
    'Schließen Sie andere Programme, lesen Sie einen kleineren Teil oder erlauben Sie mehr: {0}=2GB',
  '{0} is not an amount of memory': '{0} ist keine Speichermenge',
  'write it as {0} or 2GB': 'Schreiben Sie {0} oder 2GB',
  'the list was not prepared': 'Die Liste wurde nicht zusammengestellt',
  'free some space beside the database; nothing was changed':
    'Schaffen Sie Platz auf dem Datenträger der Datenbank',
  'the workbook has no sheet {0}': 'Die Arbeitsmappe hat kein Blatt {0}',
  'its sheets are {0}': 'Ihre Blätter heißen {0}',
  'the workbook is too large to be read': 'Die Arbeitsmappe ist zu groß, um gelesen zu werden',
  'save its sheets as CSV files, and name those':
    'Speichern Sie ihre Blätter als CSV-Dateien und nehmen Sie diese',
  'the file is damaged, or is no workbook in the form .xlsx':
    'Die Datei ist beschädigt oder keine Arbeitsmappe im Format .xlsx',
  'open it in Excel and save it anew as .xlsx, without a password':
    'Öffnen Sie sie in Excel und speichern Sie sie neu als .xlsx, ohne Passwort',
  'of {0} rows of {1}, {2} were loaded': 'Von {0} Zeilen aus {1} wurden {2} geladen',
  'the file is no JSON document, or is damaged or truncated':
    'Die Datei ist kein JSON-Dokument, beschädigt oder unvollständig',
  'choose the folder as it was downloaded: the one that holds hosp and icu':
    'Wählen Sie den Ordner wie heruntergeladen: den, der hosp und icu enthält',
  'the folder holds more than {0} files': 'Der Ordner enthält mehr als {0} Dateien',
  'the folder may not be read': 'Der Ordner darf nicht gelesen werden',
  'this is no file, but a pipe or a device': 'Das ist keine Datei, sondern eine Pipe oder ein Gerät',
  'write what it holds to a file first; nothing was imported':
    'Schreiben Sie den Inhalt zuerst in eine Datei; es wurde nichts importiert',
  'the path is a file, not a folder': 'Der Pfad führt zu einer Datei, nicht zu einem Ordner',
  'the folder does not exist': 'Den Ordner gibt es nicht',
  'the folder is empty': 'Der Ordner ist leer',
  'the path is not a folder': 'Der Pfad führt zu keinem Ordner',
  'the folder cannot be read': 'Der Ordner kann nicht gelesen werden',
  'there is not enough room for {0}: it takes about {1}, {2} are free':
    'Der Platz reicht nicht für {phrase 0}: nötig sind etwa {1}, frei {2}',
  'ask for fewer admissions, or name a place on another disk; nothing was written':
    'Verlangen Sie weniger Aufnahmen oder nennen Sie einen Ort auf einem anderen Datenträger; nichts wurde geschrieben',
  'free some space, or put the database on another disk; nothing was changed':
    'Schaffen Sie Platz oder legen Sie die Datenbank auf einen anderen Datenträger',
  'the same files are in the database already, as {0}':
    'Dieselben Dateien sind schon in der Datenbank, als {0}',
  'nothing was changed; to read them again, remove that source first: lacuna remove --source <name>':
    'Um sie erneut zu lesen, entfernen Sie zuerst diese Quelle (lacuna remove --source <Name>)',
  'the file changed while it was being read': 'Die Datei hat sich geändert, während sie gelesen wurde',
  'wait until the file is complete, and import again; nothing was changed':
    'Warten Sie, bis die Datei vollständig ist, und importieren Sie erneut',
  'the table {0} is missing': 'Die Tabelle {0} fehlt',
  'load it as mimic-code does; without it nothing can be imported':
    'Laden Sie sie wie mimic-code; ohne sie kann nichts importiert werden',
  'the file {0}{1} is missing': 'Die Datei {0}{1} fehlt',
  'add the file as it was downloaded; without it nothing can be imported':
    'Legen Sie die Datei wie heruntergeladen dazu; ohne sie kann nichts importiert werden',
  'the bundle is larger than {0} MB, and would have to be read whole':
    'Das Bundle ist größer als {0} MB und müsste im Ganzen gelesen werden',
  'export the records as NDJSON, one resource a line, which is read at any size; nothing was imported':
    'Exportieren Sie die Akten als NDJSON, eine Ressource je Zeile: Das wird in jeder Größe gelesen',
  'two counts of the records differ: {0} and {1}': 'Zwei Zählungen der Datensätze weichen ab: {0} und {1}',
  'look for stray quotes in the file, or download it again; nothing was imported':
    'Suchen Sie in der Datei nach einzelnen Anführungszeichen oder laden Sie sie neu herunter',
  'the Parquet file is damaged or truncated': 'Die Parquet-Datei ist beschädigt oder unvollständig',
  'choose the folder of the records alone, as it was downloaded or exported':
    'Wählen Sie den Ordner der Akten allein, wie heruntergeladen oder exportiert',
  'name the folder that the file lies in': 'Nennen Sie den Ordner, in dem die Datei liegt',
  'the folder does not look like {0}': 'Der Ordner sieht nicht aus wie {or 0}',
  'it looks like {0}, which is another source: import it with --source {1}':
    'Er sieht aus wie {0}, eine andere Quelle ({1}): Wählen Sie diese beim Import',
  'your own tables are read by a mapping, and none is named':
    'Eigene Tabellen werden durch eine Zuordnung gelesen, und keine ist angegeben',
  'propose one, look it through, and name it: lacuna mapping <folder> --output mapping.yaml, then --mapping mapping.yaml':
    'Lassen Sie unter „Import“ eine vorschlagen und sehen Sie sie durch',
  'a mapping is named, and {0} is read without one':
    'Eine Zuordnung ist angegeben, und {0} wird ohne gelesen',
  'leave --mapping out, or name --source csv':
    'Lassen Sie die Zuordnung weg oder wählen Sie eigene Tabellen als Quelle',
  'the rules leave no patient': 'Die Regeln lassen keinen Patienten übrig',
  'see what each rule leaves, and choose fewer or wider ones':
    'Sehen Sie nach, was jede Regel übrig lässt, und wählen Sie weniger oder weitere',
  'there is no finished import of this id': 'Einen abgeschlossenen Import dieser Kennung gibt es nicht',
  'no import read a file of this name': 'Eine Datei dieses Namens hat kein Import gelesen',
  'rejected without --file names each file with the rows that it has rejected':
    'Unter „Import“ stehen die Dateien mit ihren zurückgewiesenen Zeilen',
  'there is no import of this id or source': 'Einen Import dieser Kennung oder Quelle gibt es nicht',
  'rejected without --run and --source lists what all imports rejected':
    'Unter „Import“ stehen die zurückgewiesenen Zeilen jedes Imports',
  // Mappings.
  'write it with YYYY, MM, DD, HH, mm, ss (D, M, H: one digit or two; hh and A: AM or PM; [ ]: may be missing), e.g. DD.MM.YYYY[ HH:mm], or one of ISO, ISO zone, Excel':
    'Schreiben Sie sie mit YYYY, MM, DD, HH, mm, ss (D, M, H: eine Ziffer oder zwei; hh und A: AM oder PM; [ ]: kann fehlen), z. B. DD.MM.YYYY[ HH:mm], oder als ISO, ISO zone, Excel',
  'no table has the role admissions: without admissions nothing can be imported':
    'Keine Tabelle hat die Rolle admissions: Ohne Aufnahmen kann nichts importiert werden',
  'add a table with role: admissions and the columns patient, admission, start and end':
    'Fügen Sie eine Tabelle mit der Rolle admissions und den Spalten patient, admission, start und end hinzu',
  'a second table has the role {0}': 'Eine zweite Tabelle hat die Rolle {0}',
  'name all files of the role in one table, with * for the letters in which they differ':
    'Nennen Sie alle Dateien der Rolle in einer Tabelle, mit * für die Zeichen, in denen sie sich unterscheiden',
  'no column says when people died': 'Keine Spalte sagt, wann Personen verstarben',
  'map the column death, or leave deathsKnownUntil out':
    'Ordnen Sie die Spalte death zu oder lassen Sie deathsKnownUntil weg',
  '"{0}" names no day, which only a birth may do without':
    '„{0}“ nennt keinen Tag; nur eine Geburt kommt ohne aus',
  'every value fits more than one form of dates: {0}':
    'Jeder Wert passt zu mehr als einer Form von Daten: {0}',
  'leave the one that is meant, and take the others away':
    'Lassen Sie die gemeinte stehen und nehmen Sie die anderen weg',
  'the form of dates "{0}" cannot be understood': 'Die Form von Daten „{0}“ ist nicht zu verstehen',
  'the rows name neither a patient nor an admission': 'Die Zeilen nennen weder Patient noch Aufnahme',
  'map patient, admission or both': 'Ordnen Sie patient, admission oder beides zu',
  'nothing says when the events were': 'Nichts sagt, wann die Ereignisse waren',
  'map time; only codes that are known from the discharge and name their admission can be without':
    'Ordnen Sie time zu; nur Codes, die ab der Entlassung bekannt sind und ihre Aufnahme nennen, kommen ohne aus',
  '{0} is mapped, and measurements as well': '{0} ist zugeordnet und measurements ebenfalls',
  'map measurements where every column is an item, else code or name, and value':
    'Ordnen Sie measurements zu, wo jede Spalte eine Messgröße ist, sonst code oder name, und value',
  'nothing says what was measured': 'Nichts sagt, was gemessen wurde',
  'map code or name, or measurements where every column is an item':
    'Ordnen Sie code oder name zu, oder measurements, wo jede Spalte eine Messgröße ist',
  'no column holds the values': 'Keine Spalte enthält die Werte',
  'map value or text': 'Ordnen Sie value oder text zu',
  'no file of the folder is called {0}': 'Keine Datei des Ordners heißt {0}',
  'correct the path in the mapping, or choose the folder that holds the file':
    'Berichtigen Sie den Pfad in der Zuordnung oder wählen Sie den Ordner mit der Datei',
  'the documentation of mappings shows the form; one takes a few kB':
    'Die Dokumentation der Zuordnungen zeigt die Form; eine braucht wenige kB',
  'the mapping is too long': 'Die Zuordnung ist zu lang',
  '{0} means nothing here': '{0} bedeutet hier nichts',
  'correct the name, or leave it out; the documentation of mappings lists the names':
    'Berichtigen Sie den Namen oder lassen Sie ihn weg; die Dokumentation der Zuordnungen führt die Namen auf',
  'the documentation of mappings says what may stand here':
    'Die Dokumentation der Zuordnungen sagt, was hier stehen darf',
  'the file holds more than one document': 'Die Datei enthält mehr als ein Dokument',
  'the file is larger than a {0} can be': 'Die Datei ist größer, als sie sein kann ({phrase 0})',
  'name the file of a {0}': 'Wählen Sie die richtige Datei ({phrase 0})',
  'the file is not UTF-8 text': 'Die Datei ist kein UTF-8-Text',
  'the file of the {0} cannot be read': 'Die Datei kann nicht gelesen werden ({phrase 0})',
  'a reference of the file cannot be followed': 'Einem Verweis in der Datei kann nicht gefolgt werden',
  mapping: 'Zuordnung',
  cohort: 'Kohorte',
};
