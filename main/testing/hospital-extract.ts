import path from 'node:path';
import type { Mapping } from '../api/mapping.ts';
import { TableFolder } from './table-folder.ts';

/** Windows-1252 has the letters of German at the places of Latin-1. */
const inLatin1 = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');

/**
 * A made-up extract as German hospitals hand it over: semicolons, decimal commas, days before months, Latin-1, names
 * with umlauts and blanks, laboratory results one column each, no table of people. 1001 dies in hospital.
 */
export const EXTRACT = {
  faelle: [
    'Fallnummer;Pat.-Nr.;Geschlecht;Geburtsdatum;Aufnahme am;Entlassung am;Entlassungsgrund;Aufnahmeart;Größe (cm)',
    '1001;P1;w;02.03.1950;01.02.2020 10:00;05.02.2020 12:30;Tod;Notfall;165,5',
    '1002;P2;m;01.07.1961;03.02.2020 08:15;04.02.2020 09:00;regulär;geplant;180',
    '1003;P2;m;01.07.1961;20.02.2020 08:00;25.02.2020 11:00;"Hospiz; extern";Notfall;',
    '1004;P3;d;31.12.1999;01.03.2020 00:30;02.03.2020 10:00;regulär;Beobachtung;171',
  ],
  diagnosen: [
    'Fallnummer;DX1;DX2;DX3',
    '1001;I21.0;E11.9;',
    '1002;J18.9;;',
    '1003;;;',
    '1004;R07.4;Z03.5;I10.00',
  ],
  labor_breit: [
    'Fallnummer;Entnahme;Krea (mg/dl);Hb;CRP',
    '1001;01.02.2020 11:00;1,4;12,1;<0,5',
    '1001;02.02.2020 06:00;1,6;;88',
    '1002;03.02.2020 09:00;0,9;14;',
  ],
  labor_lang: [
    'Fallnummer|Zeitpunkt|Test|Bezeichnung|Wert|Einheit',
    '1001|2020-02-01T11:00:00|2160-0|Kreatinin|1.4|mg/dL',
    '1001|2020-02-01T11:00:00|718-7|Hämoglobin|12.1|g/dL',
    '1001|2020-02-01T11:00:00|1988-5|CRP|<0,5|mg/L',
    '1001|2020-02-02T06:00:00|2160-0|Kreatinin|1.6|mg/dL',
    '1001|2020-02-02T06:00:00|1988-5|CRP|88|mg/L',
    '1002|2020-02-03T09:00:00|2160-0|Kreatinin|0.9|mg/dL',
    '1002|2020-02-03T09:00:00|718-7|Hämoglobin|14|g/dL',
  ],
  medikation: [
    'PatNr;Beginn;Wirkstoff;ATC',
    'P1;01.02.2020 12:00;Heparin;B01AB01',
    'P2;21.02.2020;Ramipril;C09AA05',
  ],
  briefe: [
    'Fallnummer;Datum;Art;Text',
    '1001;05.02.2020 14:00;Arztbrief;"Verstorben an ""Herzinfarkt"";\r\nmit <b>freundlichen</b> Grüßen"',
    '1002;03.02.2020 10:00;Befund;Kein Erguss.',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const GERMAN = {
  delimiter: ';',
  encoding: 'windows-1252',
  decimal: ',',
  dates: 'DD.MM.YYYY[ HH:mm]',
} as const;

export const ADMISSIONS: Mapping['tables'][number] = {
  role: 'admissions',
  files: 'faelle.csv',
  ...GERMAN,
  columns: {
    patient: 'Pat.-Nr.',
    admission: 'Fallnummer',
    start: 'Aufnahme am',
    end: 'Entlassung am',
    sex: 'Geschlecht',
    birth: 'Geburtsdatum',
    discharge: { column: 'Entlassungsgrund', words: { died: ['Tod'], hospice: ['Hospiz; extern'] } },
    type: {
      column: 'Aufnahmeart',
      words: { emergency: ['Notfall'], elective: ['geplant'], observation: ['Beobachtung'] },
    },
  },
};

export const DIAGNOSES: Mapping['tables'][number] = {
  role: 'diagnoses',
  files: 'diagnosen.csv',
  ...GERMAN,
  columns: { admission: 'Fallnummer', code: ['DX1', 'DX2', 'DX3'], system: { always: 'ICD10GM' } },
};

export const WIDE: Mapping['tables'][number] = {
  role: 'results',
  files: 'labor_breit.csv',
  ...GERMAN,
  nonNumbers: 'text',
  columns: { admission: 'Fallnummer', time: 'Entnahme' },
  measurements: [
    { column: 'Krea (mg/dl)', code: '2160-0', system: 'LOINC', name: 'Kreatinin', unit: 'mg/dL' },
    { column: 'Hb', code: '718-7', system: 'LOINC', name: 'Hämoglobin', unit: 'g/dL' },
    { column: 'CRP', code: '1988-5', system: 'LOINC', name: 'CRP', unit: 'mg/L' },
  ],
};

export const LONG: Mapping['tables'][number] = {
  role: 'results',
  files: 'labor_lang.csv',
  delimiter: '|',
  encoding: 'windows-1252',
  dates: 'ISO',
  nonNumbers: 'text',
  columns: {
    admission: 'Fallnummer',
    time: 'Zeitpunkt',
    code: 'Test',
    system: { always: 'LOINC' },
    name: 'Bezeichnung',
    value: 'Wert',
    unit: 'Einheit',
  },
};

export const MEDICATIONS: Mapping['tables'][number] = {
  role: 'medications',
  files: 'medikation.csv',
  ...GERMAN,
  columns: { patient: 'PatNr', time: 'Beginn', code: 'ATC', system: { always: 'ATC' }, name: 'Wirkstoff' },
};

export const NOTES: Mapping['tables'][number] = {
  role: 'notes',
  files: 'briefe.csv',
  ...GERMAN,
  columns: {
    admission: 'Fallnummer',
    time: 'Datum',
    kind: { column: 'Art', words: { discharge: ['Arztbrief'] } },
    text: 'Text',
  },
};

/** A mapping of the extract with these tables. */
export function mappingOf(...tables: Mapping['tables']): Mapping {
  return { schema: 1, name: 'Extract 2020', tables };
}

/** The extract in a temporary place, for a test to spoil. */
export class HospitalExtract extends TableFolder {
  /** @param where a folder that the caller removes; otherwise a new one, removed when the test ends. */
  constructor(where?: string) {
    super({ name: 'extract', tables: {}, where });
    for (const [table, lines] of Object.entries(EXTRACT)) this.writeLines(table, lines);
  }

  writeLines(table: string, lines: readonly string[]): void {
    this.write(table, inLatin1(lines));
  }

  /** Beside the folder. */
  get mappingFile(): string {
    return path.join(this.folder, '..', 'mapping.yaml');
  }
}
