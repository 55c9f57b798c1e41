import { text } from '../en/error-text.ts';
import type { Catalogue } from '../index.ts';
import { databaseErrors } from './database-errors.ts';
import { NOT_IMPORTED, NOTHING_CHANGED } from './error-text.ts';
import { remedies } from './remedies.ts';
import { serverErrors } from './server-errors.ts';
import { trainingErrors } from './training-errors.ts';

const ROW_REJECTED =
  'Die Zeile wurde ausgelassen und ist mit Datei und Zeilennummer aufgeführt; alle anderen wurden importiert.';
const MEND_ROWS =
  'Berichtigen Sie die Zeilen in der Quelle und importieren Sie den Ordner erneut, oder fahren Sie ohne sie fort.';
const CHECK_PATH = 'Prüfen Sie den Pfad oder wählen Sie den Ordner aus der Liste.';
const EXPORT_AGAIN =
  'Exportieren Sie diese Datei erneut oder laden Sie sie neu herunter, und importieren Sie den Ordner noch einmal.';
const CHECK_ADDRESS = 'Prüfen Sie die Adresse dieser Seite.';

const folders = {
  folder_not_found: text('Den Ordner gibt es nicht', NOTHING_CHANGED, CHECK_PATH),
  not_a_folder: text(
    'Dies ist eine Datei, kein Ordner',
    NOTHING_CHANGED,
    'Wählen Sie den Ordner, in dem die Datei liegt.',
  ),
  folder_empty: text('Der Ordner ist leer', NOTHING_CHANGED, 'Wählen Sie den Ordner, der die Akten enthält.'),
  wrong_source: text(
    'Der Ordner sieht nicht wie eine lesbare Quelle aus',
    NOTHING_CHANGED,
    'Wählen Sie den Ordner wie veröffentlicht oder einen mit Ihren eigenen Tabellen als CSV-, Parquet- oder Excel-Dateien.',
  ),
  missing_file: text(
    'Eine notwendige Datei fehlt',
    NOT_IMPORTED,
    'Legen Sie die unten genannte Datei in den Ordner.',
  ),
  file_unreadable: text(
    'Eine Datei kann nicht gelesen werden',
    NOT_IMPORTED,
    'Prüfen Sie, ob Sie sie lesen dürfen und ob sie nicht anderswo geöffnet ist.',
  ),
  file_changed: text(
    'Eine Datei hat sich während des Lesens geändert',
    NOT_IMPORTED,
    'Warten Sie, bis sie vollständig ist, und importieren Sie dann erneut.',
  ),
  corrupt_gzip: text('Eine komprimierte Datei ist beschädigt oder unvollständig', NOT_IMPORTED, EXPORT_AGAIN),
  corrupt_excel: text(
    'Eine Excel-Arbeitsmappe kann nicht gelesen werden',
    NOT_IMPORTED,
    'Öffnen Sie sie in Excel und speichern Sie sie neu als .xlsx, ohne Passwort.',
  ),
  bad_mapping: text(
    'Die Zuordnung kann nicht verwendet werden',
    NOT_IMPORTED,
    'Berichtigen Sie, was die Zeile unten nennt.',
  ),
  corrupt_parquet: text('Eine Parquet-Datei ist beschädigt oder unvollständig', NOT_IMPORTED, EXPORT_AGAIN),
  corrupt_json: text('Eine JSON-Datei ist beschädigt oder unvollständig', NOT_IMPORTED, EXPORT_AGAIN),
  bundle_too_large: text(
    'Ein Bundle ist zu groß, um im Ganzen gelesen zu werden',
    NOT_IMPORTED,
    'Exportieren Sie die Akten als NDJSON, eine Ressource je Zeile: Solche Dateien werden in jeder Größe gelesen.',
  ),
  missing_column: text(
    'Eine notwendige Spalte fehlt',
    NOT_IMPORTED,
    'Vergleichen Sie die Kopfzeile mit der Version, die Sie heruntergeladen haben.',
  ),
  duplicate_column: text('Ein Spaltenname kommt zweimal vor', NOT_IMPORTED, EXPORT_AGAIN),
  wrong_delimiter: text(
    'Die Datei ist nicht durch Kommas getrennt',
    NOT_IMPORTED,
    'Speichern Sie sie als durch Kommas getrennten Text.',
  ),
  wrong_encoding: text('Die Datei ist kein UTF-8-Text', NOT_IMPORTED, 'Speichern Sie sie als UTF-8.'),
  unterminated_quote: text(
    'Ein Anführungszeichen wird geöffnet und nie geschlossen',
    NOT_IMPORTED,
    EXPORT_AGAIN,
  ),
  bad_quoting: text('Die Anführungszeichen einer Datei passen nicht zusammen', NOT_IMPORTED, EXPORT_AGAIN),
  output_unwritable: text(
    'Die Ausgabe kann nicht geschrieben werden',
    'Das Erzeugte ist verloren; die Datenbank ist wie zuvor.',
    'Wählen Sie einen anderen Ort oder prüfen Sie, ob Sie dort schreiben dürfen.',
  ),
  empty_file: text('Die Datei hat keine Kopfzeile', NOT_IMPORTED, EXPORT_AGAIN),
};

const rows = {
  bad_number: text('Eine Zahl kann nicht gelesen werden', ROW_REJECTED, MEND_ROWS),
  bad_date: text('Ein Datum oder eine Uhrzeit kann nicht gelesen werden', ROW_REJECTED, MEND_ROWS),
  unknown_word: text(
    'Ein Wort ist keines von denen, die die Zuordnung nennt',
    ROW_REJECTED,
    'Geben Sie in der Zuordnung an, wofür das Wort steht, und importieren Sie den Ordner erneut.',
  ),
  missing_value: text('Ein notwendiger Wert ist leer', ROW_REJECTED, MEND_ROWS),
  duplicate_key: text('Der Schlüssel kam schon vor', ROW_REJECTED, MEND_ROWS),
  unknown_patient: text(
    'Der Patient ist nicht in der Datenbank',
    ROW_REJECTED,
    'Prüfen Sie die Kennung oder importieren Sie zuerst die Patienten.',
  ),
  unknown_encounter: text(
    'In dieser Datenbank gibt es keinen solchen Aufenthalt',
    NOTHING_CHANGED,
    'Prüfen Sie die Kennung oder wählen Sie eine andere Datenbank.',
  ),
  discharge_before_admission: text('Der Aufenthalt endet, bevor er beginnt', ROW_REJECTED, MEND_ROWS),
  impossible_value: text('Der Wert liegt außerhalb des Möglichen', ROW_REJECTED, MEND_ROWS),
  ragged_row: text('Die Zeile hat mehr oder weniger Felder als die Kopfzeile', ROW_REJECTED, MEND_ROWS),
  bad_json: text('Der Datensatz ist kein JSON-Objekt', ROW_REJECTED, MEND_ROWS),
  bad_element: text('Ein Element entspricht nicht FHIR R4', ROW_REJECTED, MEND_ROWS),
  modifier_extension: text(
    'Eine Erweiterung kann die Bedeutung des Datensatzes ändern',
    ROW_REJECTED,
    MEND_ROWS,
  ),
  unknown_medication: text('Das Medikament ist nicht in den Dateien', ROW_REJECTED, MEND_ROWS),
  record_too_large: text('Der Datensatz ist länger als alles, was gelesen wird', ROW_REJECTED, MEND_ROWS),
};

const models = {
  bundle_not_found: text('Die Modelldatei gibt es nicht', NOTHING_CHANGED, CHECK_PATH),
  bundle_damaged: text(
    'Die Modelldatei ist beschädigt',
    'Sie wurde nicht geladen: Ihr Inhalt passt nicht zu den Prüfsummen.',
    'Exportieren oder kopieren Sie sie erneut.',
  ),
  bundle_newer: text(
    'Das Modell stammt von einer neueren Version von Lacuna',
    'Es wurde nicht geladen.',
    'Aktualisieren Sie Lacuna.',
  ),
  bundle_exists: text(
    'An dieser Stelle gibt es schon etwas',
    'Es wurde nicht überschrieben.',
    'Wählen Sie einen anderen Namen.',
  ),
  model_mismatch: text(
    'Das Modell passt nicht zu dieser Aufgabe oder Datenbank',
    'Es wurde kein Risiko berechnet.',
    'Wählen Sie ein Modell für diese Aufgabe.',
  ),
  note_model_missing: text(
    'Das Textmodell, das die Freitexte liest, ist nicht da',
    'Es wurde nichts trainiert oder bewertet.',
    'Legen Sie seinen Ordner zurück an seinen Platz oder nennen Sie unter „Trainieren“ einen anderen.',
  ),
  note_model_differs: text(
    'Das Textmodell, das die Freitexte liest, ist ein anderes',
    'Es wurde nichts bewertet: Seine Vektoren würden etwas anderes bedeuten.',
    'Legen Sie die Dateien zurück, mit denen das Modell trainiert wurde, oder trainieren Sie es neu.',
  ),
  note_model_unfit: text(
    'Das Textmodell kann nicht verwendet werden',
    'Es wurde nichts trainiert oder bewertet.',
    'Nennen Sie einen Ordner mit model.onnx, einem Text-Encoder, und dessen tokenizer.json oder vocab.txt.',
  ),
  nothing_present: text(
    'Keine Modalität ist vorhanden',
    'Für diesen Aufenthalt gibt es kein Risiko.',
    'Sehen Sie in der Akte nach, was die Quelle enthält.',
  ),
};

const host = {
  usage: text(
    'Die Anfrage wurde nicht verstanden',
    NOTHING_CHANGED,
    'Prüfen Sie die Felder, die Sie ausgefüllt haben.',
  ),
  not_found: text(
    'Das gibt es nicht',
    NOTHING_CHANGED,
    'Vielleicht wurde es gelöscht; gehen Sie zurück und wählen Sie erneut.',
  ),
  unknown_modality: text('Dies ist keine der sechs Modalitäten', NOTHING_CHANGED, CHECK_ADDRESS),
  unknown_task: text('Diese Aufgabe ist nicht bekannt', NOTHING_CHANGED, CHECK_ADDRESS),
  unknown_setting: text('Diese Einstellung ist nicht bekannt', NOTHING_CHANGED, 'Laden Sie das Fenster neu.'),
  engine_unavailable: text(
    'Die Rechen-Engine kann nicht geladen werden',
    'Daten lassen sich lesen; trainiert und bewertet werden kann nichts.',
    'Führen Sie „lacuna doctor“ aus: Es nennt den Befehl, der dies behebt.',
  ),
  settings_damaged: text(
    'Die Einstellungsdatei ist nicht zu verstehen',
    'Akten und Modelle sind nicht betroffen.',
    'Berichtigen oder löschen Sie die unten genannte Datei.',
  ),
  worker_crashed: text(
    'Ein Teil von Lacuna im Hintergrund ist stehen geblieben',
    'Seine Arbeit ist verloren; was gespeichert war, ist sicher.',
    'Versuchen Sie es erneut; starten Sie Lacuna neu, wenn es wieder geschieht.',
  ),
  port_taken: text('Der Port ist belegt', NOTHING_CHANGED, 'Starten Sie Lacuna mit einem anderen Port.'),
  unauthorized: text(
    'Dieses Fenster ist nicht angemeldet',
    NOTHING_CHANGED,
    'Drücken Sie die Eingabetaste im Terminal, in dem Lacuna läuft, oder führen Sie „lacuna open“ aus, und verwenden Sie den neuen Link.',
  ),
  forbidden_origin: text(
    'Die Anfrage kam von anderswo',
    NOTHING_CHANGED,
    'Öffnen Sie Lacuna unter seiner eigenen Adresse.',
  ),
  too_large: text('Die Anfrage ist zu groß', NOTHING_CHANGED, 'Kürzen Sie Ihre Eingabe.'),
  locked: text('Lacuna ist gesperrt', NOTHING_CHANGED, 'Entsperren Sie es mit der Passphrase.'),
  wrong_passphrase: text(
    'Die Passphrase stimmt nicht',
    NOTHING_CHANGED,
    'Geben Sie sie erneut ein; nach jedem Fehlversuch dauert es länger, bis die nächste gelesen wird.',
  ),
  job_running: text(
    'Arbeit dieser Art läuft bereits',
    NOTHING_CHANGED,
    'Warten Sie, bis sie endet, oder brechen Sie sie in der Liste der laufenden Arbeit ab.',
  ),
  cancelled: text(
    'Abgebrochen',
    'Was davor vollständig war, bleibt erhalten.',
    'Starten Sie es wieder, wann immer Sie möchten.',
  ),
  internal: text(
    'Etwas Unerwartetes ist schiefgegangen',
    'Was davor gespeichert war, ist sicher.',
    'Versuchen Sie es erneut; geschieht es wieder, starten Sie Lacuna neu und melden Sie es.',
  ),
  unreachable: text(
    'Lacuna antwortet nicht',
    'Das Fenster hat die Verbindung zum Programm verloren; dadurch geht nichts verloren.',
    'Prüfen Sie, ob Lacuna noch läuft, und versuchen Sie es dann erneut.',
  ),
};

export const errors = {
  byCode: {
    ...folders,
    ...rows,
    ...databaseErrors,
    ...serverErrors,
    ...trainingErrors,
    ...models,
    ...host,
  },
  code: 'Code',
  file: 'Datei',
  line: 'Zeile',
  column: 'Spalte',
  retry: 'Erneut versuchen',
  remedies,
} satisfies Catalogue['errors'];
