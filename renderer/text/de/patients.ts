import type { Catalogue } from '../index.ts';

export const patients = {
  title: 'Patienten',
  found: (count, task, name) => `${count} Aufenthalte · Risiko: ${task}, nach dem Modell ${name}`,
  foundUnscored: (count) =>
    `${count} Aufenthalte, nicht bewertet: Für diese Aufgabe gibt es noch kein Modell`,
  model: 'Modell',
  search: 'Kennung suchen',
  label: 'Endpunkt',
  split: 'Teil',
  risk: 'Risiko',
  anyRisk: 'Jedes Risiko',
  anyLabel: 'Jeder Endpunkt',
  anySplit: 'Jeder Teil',
  missingness: 'Nur Aufenthalte mit oder ohne',
  filter: {
    any: (modality) => `${modality}: beliebig`,
    present: (modality) => `${modality}: vorhanden`,
    absent: (modality) => `${modality}: nicht vorhanden`,
  },
  clear: 'Filter löschen',
  views: {
    title: 'Ansichten',
    none: 'Noch ist keine Ansicht gemerkt.',
    name: 'Das Gezeigte merken als',
    note: 'Filter, Reihenfolge und Modell; wer dazu passt, wird jedes Mal neu nachgesehen. Ein vergebener Name wird ersetzt.',
    save: 'Ansicht merken',
    remove: (name) => `Ansicht ${name} löschen`,
  },
  export: 'Liste exportieren',
  unscored: (model) => `${model} hat die Aufenthalte dieser Datenbank noch nicht bewertet.`,
  scoreAll: 'Alle Aufenthalte bewerten',
  preparing:
    'Eine Liste so vieler Aufenthalte wird einmal zusammengestellt und behalten. Danach öffnet sie sich sofort.',
  table: 'Aufenthalte',
  columns: {
    encounter: 'Aufenthalt',
    patient: 'Patient',
    age: 'Alter',
    sex: 'Geschl.',
    admissionType: 'Aufnahme',
    lengthOfStay: 'Dauer',
    present: 'Vorhanden',
    risk: 'Risiko',
    band: 'Stufe',
    label: 'Endpunkt',
    split: 'Teil',
  },
  sortBy: (column) => `Nach ${column} ordnen`,
  empty: {
    title: 'Kein Aufenthalt passt',
    text: 'Kein Aufenthalt dieser Kohorte passt zu den Filtern. Nehmen Sie einen weg, um mehr zu sehen.',
  },
  noRecords: {
    title: 'Noch keine Akten',
    text: 'Importieren Sie einen Ordner oder probieren Sie die Demo-Kohorte: Ihre Patienten erscheinen hier.',
  },
} satisfies Catalogue['patients'];
