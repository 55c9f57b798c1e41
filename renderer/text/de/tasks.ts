import type { Catalogue } from '../index.ts';

const died = { positive: 'verstorben', negative: 'überlebt', unlabelled: 'nicht bekannt' };

export const tasks = {
  task: {
    'mortality-90d': 'Tod innerhalb von 90 Tagen',
    'readmission-15d': 'Wiederaufnahme innerhalb von 15 Tagen',
    'mortality-hospital': 'Tod im Krankenhaus',
    'readmission-icu': 'Rückkehr auf die Intensivstation innerhalb von 15 Tagen',
  },
  outcome: {
    'mortality-90d': 'versterben innerhalb von 90 Tagen nach der Entlassung',
    'readmission-15d': 'werden innerhalb von 15 Tagen nach der Entlassung wieder aufgenommen',
    'mortality-hospital': 'versterben im Krankenhaus',
    'readmission-icu': 'kehren innerhalb von 15 Tagen nach deren Verlassen auf die Intensivstation zurück',
  },
  timing: { retrospective: 'retrospektiv', available: 'bei der Vorhersage verfügbar' },
  timingMeaning: {
    retrospective:
      'Nach der Entlassung vergebene Codes und der Entlassbrief werden verwendet: am Krankenbett nicht einsetzbar.',
    available: 'Nur was bis zum Vorhersagezeitpunkt gespeichert war, wird verwendet.',
  },
  encoders: {
    vanilla: 'einfach (vanilla)',
    kd: 'destilliert',
    ebr: 'EBR',
    cmae: 'CM-AE',
    smil: 'SMIL',
    shaspec: 'ShaSpec',
  },
  fusion: {
    concat: 'Verkettung',
    attention: 'Aufmerksamkeit (Attention)',
    gated: 'mit Toren (gated)',
    late: 'spät',
    mt: 'Multitask-Transformer (MT)',
    grape: 'Graph mit vorhergesagten Kanten (GRAPE)',
    m3care: 'Anleihen bei ähnlichen Aufenthalten (M3Care)',
    muse: 'Graph mit zwei Sichten (MUSE)',
    'muse+': 'Graph mit zwei Sichten, auch Aufenthalte ohne Label (MUSE+)',
  },
  preset: {
    default: 'Voreinstellung',
    muse: 'MUSE',
    'muse-eicu': 'MUSE auf eICU',
    yaib: 'YAIB',
    pyhealth: 'PyHealth',
  },
  labels: {
    complete: 'vollständige Nachbeobachtung',
    muse: 'Labels wie MUSE',
    yaib: 'Labels wie YAIB',
    pyhealth: 'Labels wie PyHealth',
  },
  substitution: {
    ebr: 'ähnlichste latente Darstellung (EBR)',
    omit: 'ausgelassen',
    zeros: 'Nullen',
    random: 'zufällige Werte',
    avg: 'Mittel des Trainings',
    'rep-nn': 'nächster Nachbar',
    late: 'späte Fusion',
    'avg-class': 'Mittel der Klasse',
    predicted: 'aus dem Verwendeten vorhergesagt',
  },
  experts: {
    alone: 'logistische Experten, kein Netz',
    beside: (share) => `logistische Experten mit Gewicht ${share}`,
  },
  split: { train: 'Training', validation: 'Validierung', calibration: 'Kalibrierung', test: 'Test' },
  happened: {
    'mortality-90d': died,
    'readmission-15d': {
      positive: 'wieder aufgenommen',
      negative: 'nicht wieder aufgenommen',
      unlabelled: 'nicht bekannt',
    },
    'mortality-hospital': died,
    'readmission-icu': {
      positive: 'zurückgekehrt',
      negative: 'nicht zurückgekehrt',
      unlabelled: 'nicht bekannt',
    },
  },
} satisfies Catalogue['tasks'];
