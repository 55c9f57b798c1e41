import type { Catalogue } from '../index.ts';

type Source = Parameters<Catalogue['imports']['inspection']['title']>[0];

/** Sources as they call themselves. */
const source: Record<Source, string> = {
  'mimic-iv': 'MIMIC-IV',
  eicu: 'eICU',
  fhir: 'FHIR',
  omop: 'OMOP',
  meds: 'MEDS',
  csv: 'Ihre eigenen Tabellen',
};

/** Whom each rule leaves, e.g. of the value 65. */
const rules: Catalogue['imports']['server']['rules'] = {
  all: () => 'Alle auf dem Server',
  ids: (count) => `Unter den ${count} aufgeführten`,
  query: () => 'Von der Abfrage gefunden',
  minimumAge: (age) => `Bei der Aufnahme ${age} Jahre oder älter`,
  since: (date) => `Aufgenommen am ${date} oder später`,
  before: (date) => `Aufgenommen vor dem ${date}`,
  careUnits: (words) => `Über eine Station namens ${words}`,
  whole: () => 'Gelesen, mit allen ihren Aufnahmen',
};

const server = {
  title: 'PostgreSQL-Server',
  note: 'MIMIC-IV, wie mimic-code es lädt: in den Schemas mimiciv_hosp, mimiciv_icu und so weiter. Lacuna liest nur, und alle Tabellen zum selben Zeitpunkt.',
  off: 'Das Lesen von einem Server ist abgeschaltet, damit nichts im Netzwerk kontaktiert wird. Einschalten lässt es sich unter',
  settings: 'Einstellungen',
  host: 'Host',
  port: 'Port',
  database: 'Datenbank',
  user: 'Benutzer',
  password: 'Passwort',
  passwordNote:
    'Das Passwort bleibt nur für diesen Import im Arbeitsspeicher, es sei denn, Sie lassen es behalten; lassen Sie das Feld leer, wenn es in ~/.pgpass steht oder keines nötig ist. Der Weg zu einem anderen Rechner ist verschlüsselt und das Zertifikat des Servers wird geprüft, sofern Sie nicht weniger wählen.',
  security: 'Sicherheit der Verbindung',
  byHost: 'Wie der Host es verlangt',
  require: 'Nur verschlüsselt',
  verify: 'Verschlüsselt und geprüft',
  disable: 'Nicht verschlüsselt',
  contacts:
    'Lacuna kontaktiert diese Adresse und keine andere, wenn Sie hineinsehen und wenn Sie importieren.',
  patients: 'Nur Patienten mit einer solchen Aufnahme, jeweils mit allen ihren Aufnahmen',
  minimumAge: 'Mindestalter',
  since: 'Aufgenommen seit',
  before: 'Aufgenommen vor',
  careUnit: 'Station',
  contacted: (address, moment) => `${address} wurde kontaktiert. Alle Tabellen sind vom Stand ${moment}.`,
  attrition: 'Auf dem Server gezählt',
  rule: 'Wer',
  patientCount: 'Patienten',
  admissionCount: 'Aufnahmen',
  rules,
} satisfies Catalogue['imports']['server'];

const inspection = {
  title: (kind, release) => `${source[kind]} ${release} gefunden`,
  unknownRelease: 'unbekannter Version',
  file: 'Datei',
  use: 'Verwendung',
  table: 'Tabelle',
  size: 'Größe',
  rows: 'Zeilen, etwa',
  published: 'Zeilen wie veröffentlicht',
  problems: 'Probleme',
  files: 'Dateien im Ordner',
  tables: 'Tabellen auf dem Server',
  absent: 'Diese Modalitäten werden fehlen',
  nothingAbsent: 'Alle sechs Modalitäten sind da.',
  missing: 'Fehlende Dateien',
  required: 'notwendig',
  shortfalls: 'Weniger Zeilen als veröffentlicht; das ist in Ordnung, wo sie mit Absicht ausgelassen wurden',
  shortfall: (found, published) => `${found} von ${published} Zeilen`,
  shortfallAbout: (found, published) => `etwa ${found} von ${published} Zeilen`,
  noShortfall: 'Keine Datei ist kürzer als veröffentlicht, soweit sich das vor dem Lesen sagen lässt.',
  space: (needed, free) => `Die Datenbank wird etwa ${needed} brauchen; ${free} sind frei.`,
  start: 'Import starten',
  notReady: 'Der Import kann erst beginnen, wenn die Probleme unten gelöst sind.',
} satisfies Catalogue['imports']['inspection'];

const summary = {
  title: (kind, release) => `Import: ${source[kind]} ${release}`,
  finding: (imported, rejected, seconds) =>
    `${imported} Zeilen in ${seconds} importiert, ${rejected} abgewiesen.`,
  tables: 'Zeilen in der Datenbank',
  tableName: {
    patient: 'Patienten',
    encounter: 'Aufenthalte, Krankenhaus und Intensivstation',
    transfer: 'Verlegungen zwischen Stationen',
    diagnosis: 'Diagnosen',
    procedure: 'Prozeduren',
    medication: 'Medikamente',
    note: 'Freitexte',
    concept: 'Namen von Codes',
    lab: 'Labor- und Vitalwerte',
  },
  table: 'Tabelle',
  rows: 'Zeilen',
  files: 'Zeilen nach Datei',
  read: 'Gelesen',
  imported: 'Importiert',
  rejected: 'Abgewiesen',
  duplicate: 'Doppelt',
  unused: 'Nicht verwendet',
  warnings: 'Wissenswert',
  warning: 'Was',
  count: 'Zeilen',
  rejectedTitle: 'Abgewiesene Zeilen',
  rejectedNote:
    'Jede wurde aus dem genannten Grund ausgelassen; alle anderen wurden importiert. Die Zeile selbst wird nie gezeigt: Sie kann Daten eines Patienten enthalten.',
  nothingRejected: 'Keine Zeile wurde abgewiesen.',
  reasons: 'Gründe',
  everything: 'Alle Gründe',
  csv: 'Alle als CSV speichern',
  line: 'Zeile',
  column: 'Spalte',
  reason: 'Grund',
  shown: (from, to, total) => `${from} bis ${to} von ${total}`,
  previous: 'Zurück',
  next: 'Weiter',
  toPatients: 'Zur Kohorte',
} satisfies Catalogue['imports']['summary'];

export const imports = {
  title: 'Import',
  subtitle:
    'Liest einen Ordner mit MIMIC-IV, eICU, FHIR, OMOP oder MEDS, Ihre eigenen Tabellen oder einen PostgreSQL-Server in die Datenbank auf diesem Rechner. Zuerst sehen Sie, was darin ist; erst danach wird etwas gelesen.',
  place: { label: 'Wo die Akten liegen', folder: 'In einem Ordner', server: 'Auf einem PostgreSQL-Server' },
  server,
  folder: {
    label: 'Ordner',
    contents:
      'MIMIC-IV: der Ordner mit hosp/ sowie icu/, note/ und ed/, soweit vorhanden. eICU: mit patient.csv.gz. FHIR: mit .ndjson-Dateien oder Bundles. OMOP: mit person. MEDS: mit data und metadata. Oder der Ihrer eigenen Tabellen.',
    placeholder: '/data/mimic-iv-3.1',
    choose: 'Ordner wählen',
    browse: 'Durchsuchen',
    inspect: 'Hineinsehen',
    up: 'Übergeordneter Ordner',
    useThis: 'Diesen Ordner verwenden',
    empty: 'Hierin gibt es keine Ordner.',
    listing: (path) => `Ordner in ${path}`,
  },
  inspection,
  target: {
    label: 'In die Datenbank',
    fresh: 'eine neue',
    name: 'Name der neuen Datenbank',
    nameless: 'Geben Sie der neuen Datenbank einen Namen mit einem Buchstaben oder einer Ziffer.',
    taken:
      'Eine Datenbank dieses Namens gibt es: Wählen Sie sie oben aus oder nehmen Sie einen anderen Namen.',
  },
  use: { required: 'notwendig', used: 'verwendet', names: 'nur Namen', unused: 'nicht verwendet' },
  phase: {
    inspecting: 'Wird geprüft',
    reading: 'Wird gelesen',
    writing: 'Wird geschrieben',
    committing: 'Wird abgeschlossen',
  },
  progress: {
    title: 'Import läuft',
    file: (index, count) => `Datei ${index} von ${count}`,
    rows: 'Zeilen dieser Datei',
    rate: 'Tempo',
    rejected: 'Bisher abgewiesen',
    cancel: 'Import abbrechen',
    note: 'Sie können diese Seite verlassen; der Import läuft weiter. Ein Abbruch lässt die Datenbank, wie sie war.',
  },
  runs: {
    title: 'Frühere Importe',
    none: 'Noch wurde nichts importiert.',
    folder: 'Ordner oder Server',
    release: 'Version',
    started: 'Begonnen',
    state: 'Zustand',
    rejected: 'Abgewiesene Zeilen',
    open: 'Übersicht',
  },
  runState: {
    running: 'läuft',
    done: 'fertig',
    failed: 'fehlgeschlagen',
    cancelled: 'abgebrochen',
    interrupted: 'unterbrochen',
  },
  summary,
} satisfies Catalogue['imports'];
