import type { Catalogue } from '../index.ts';

const FOR_COMPARISON = 'Veröffentlichtes Verfahren, zum Vergleich.';

/** The choices of a run. */
export const form = {
  title: 'Neuer Lauf',
  cohort: 'Kohorte',
  cohortHere: 'wie hier gewählt',
  cohortLine: (labelled, positives, rules) =>
    `Nach ${rules} Regeln bleiben ${labelled} Aufenthalte mit Label, ${positives} davon positiv.`,
  cohortChange: 'Kohorte ansehen und ändern',
  preset: 'Voreinstellung',
  custom: 'Eigene',
  customText: (preset) => `${preset} mit eigenen Einstellungen, jede erklärt.`,
  base: 'Ausgehen von',
  ensemble: 'Netze im Ensemble',
  substitution: 'Eine fehlende Modalität wird',
  substitutionNames: {
    auto: 'je nach Encoder behandelt',
    ebr: 'durch die ähnlichste ersetzt',
    omit: 'ausgelassen',
  },
  task: 'Aufgabe',
  timing: 'Zeitbezug',
  timingDefault: 'der eigene der Aufgabe',
  encoders: 'Encoder',
  encoderNames: {
    ebr: 'EBR: Modalitäten ersetzen einander',
    kd: 'KD: Schwächere lernen von Stärkeren',
    vanilla: 'Vanilla: ein Encoder je Modalität',
    cmae: 'CM-AE: rekonstruiert jede Modalität',
    smil: 'SMIL: füllt aus typischen Patienten auf',
    shaspec: 'ShaSpec: gemeinsame und eigene Merkmale',
  },
  encoderMeaning: {
    ebr: 'Alle Modalitäten werden auf gemeinsamem Grund kodiert, sodass eine für eine andere eintreten kann, die fehlt.',
    kd: 'Schwächere Modalitäten lernen, Patienten so zu unterscheiden wie stärkere, danach werden alle gemeinsam abgestimmt. Eine fehlende Modalität wird ausgelassen.',
    vanilla: 'Jede Modalität wird für sich kodiert. Eine fehlende wird ausgelassen.',
    cmae: `Was verwendet wird, muss genügen, um alles Erfasste zu rekonstruieren. Eine fehlende Modalität wird ausgelassen. ${FOR_COMPARISON}`,
    smil: `Eine fehlende Modalität ist eine Mischung typischer Kodierungen von ihr, gewichtet nach dem Verwendeten. ${FOR_COMPARISON}`,
    shaspec: `Kodierungen werden in Gemeinsames und Eigenes der Modalitäten geteilt; eine fehlende ist das, was die anderen gemeinsam haben. ${FOR_COMPARISON}`,
  },
  fusion: 'Fusion',
  fusionMeaning: {
    gated: 'Jede Modalität öffnet ein eigenes Tor und fügt hinzu, was sie sagt.',
    concat: 'Alle Modalitäten gehen nebeneinander durch eine Schicht; eine fehlende ist null.',
    attention: 'Modalitäten werden nach eigenen Bewertungen gewichtet; was fehlt, hat kein Gewicht.',
    late: 'Jede Modalität bewertet für sich, und die Ergebnisse werden addiert.',
    mt: 'Ein Transformer über die Modalitäten, der jeden Aufenthalt zweimal lernt: wie er ist und mit einem verborgenen Teil. Unsere Lesart eines veröffentlichten Verfahrens.',
    grape:
      'Ein Graph aus Aufenthalten und Modalitäten, der auch lernt, was verborgene Modalitäten sagen würden. Unsere Lesart eines veröffentlichten Verfahrens.',
    m3care:
      'Was einem Aufenthalt fehlt, leihen ihm Aufenthalte, die ihm in dem gleichen, was beide haben. Unsere Lesart eines veröffentlichten Verfahrens. Das Modell behält die Kodierungen von bis zu 128 Trainingsaufenthalten.',
    muse: 'Ein Graph aus Aufenthalten und Modalitäten, der lernt, dass ein Aufenthalt mit einem verborgenen Teil gleich aussieht und anderen mit demselben Endpunkt ähnelt. Nach einem veröffentlichten Verfahren.',
    'muse+':
      'Wie MUSE; Trainingsaufenthalte, deren Endpunkt nicht bekannt ist, wirken mit, wo keiner nötig ist. Nach einem veröffentlichten Verfahren.',
  },
  depth: {
    title: 'Tiefe der Fusion',
    names: { early: 'früh', intermediate: 'in der Mitte', late: 'spät' },
    meaning: {
      early: 'Modalitäten treffen sich nach einer eigenen Schicht.',
      intermediate: 'Jede Modalität hat einen eigenen Encoder, bevor sie sich treffen.',
      late: 'Jede Modalität hat auch die Schichten des Klassifikators, bevor sie sich treffen.',
    },
  },
  reading: {
    labs: {
      title: 'Laborergebnisse',
      names: { summary: 'Zusammenfassung des Aufenthalts', sequence: 'Stunde für Stunde' },
      meaning: {
        summary: 'Letzter, erster, niedrigster und höchster Wert, Mittel, Trend und Anzahl je Element.',
        sequence:
          'Ein Netz liest die letzten 48 Stunden in ihrer Reihenfolge. Von früheren Ergebnissen zählt nur das letzte je Element; wie viele das sind, steht beim Modell.',
      },
    },
    codes: {
      title: 'Codes',
      names: { multihot: 'Indikatoren', bag: 'Gelernte Vektoren' },
      meaning: {
        multihot: 'Jeder Code, seine Kategorie und sein Kapitel ist vorhanden oder nicht.',
        bag: 'Für jeden Code, seine Kategorie und sein Kapitel wird ein Vektor gelernt; die eines Aufenthalts werden addiert.',
      },
    },
    notes: {
      title: 'Freitexte',
      names: { tfidf: 'Nach ihren Wörtern', onnx: 'Mit einem Textmodell' },
      meaning: {
        tfidf: 'Wörter, Wortpaare und Wörter nach Abschnitt, gewichtet nach ihrer Seltenheit.',
        onnx: 'Ein Textmodell auf diesem Rechner macht aus Freitexten Vektoren. Von jedem Text werden die ersten 8 Fenster mit bis zu 256 Token gelesen, von einem Aufenthalt die neuesten 32 Texte; was wegfällt, steht beim Modell.',
      },
      folder: 'Ordner des Textmodells',
      folderMeaning:
        'Er enthält model.onnx und tokenizer.json oder vocab.txt. Aus dem Netzwerk wird nichts geholt.',
      folderMissing: 'Bis ein Ordner genannt ist, werden Freitexte nach ihren Wörtern gelesen.',
    },
  },
  modalities: 'Modalitäten',
  seed: 'Seed',
  name: 'Name',
  namePlaceholder: 'freiwillig',
  start: 'Training starten',
  settings: 'Einstellungen dieser Voreinstellung',
} satisfies Catalogue['train']['form'];
