import type { Catalogue } from '../index.ts';

const inBrackets = (interval: string): string => (interval === '' ? '' : ` (${interval})`);

export const audit = {
  title: 'Audit',
  subtitle: (name) =>
    `Wie sehr sich ${name} auf jede Modalität stützt, wie gut das Modell ohne sie auskommt und ob seine Risiken zutreffen.`,
  model: 'Modell',
  start: 'Audit starten',
  again: 'Erneut ausführen',
  running: 'Das Audit läuft',
  none: {
    title: 'Für dieses Modell gibt es auf dieser Datenbank noch kein Audit',
    text: 'Ein Audit bewertet die Testdaten mit jeder Kombination von Modalitäten und dauert etwa eine Minute.',
  },
  noModels: {
    title: 'Noch gibt es nichts zu prüfen',
    text: 'Trainieren oder importieren Sie ein Modell; sein Audit erscheint hier.',
  },
  overview: {
    title: (auroc) => `AUROC ${auroc} auf den Testdaten`,
    noTitle: 'Die Testdaten enthalten zu wenig für eine AUROC',
    n: 'Testaufenthalte',
    positives: 'Positive',
    prevalence: 'Prävalenz',
    auroc: 'AUROC',
    auprc: 'AUPRC',
    brier: 'Brier-Score',
    ece: 'Erwarteter Kalibrierungsfehler',
    undefined: 'Nicht bewertet',
    withheld: (auroc, lost, interval) =>
      `Ohne das, was erst nach der Entlassung geschrieben wird (kodierte Diagnosen, kodierte Prozeduren und der Entlassbrief), beträgt die AUROC ${auroc}: ${lost} weniger${inBrackets(interval)}. Das kommt dem Nutzen dieses Modells am Krankenbett näher.`,
  },
  undefinedTitle: 'Nicht bewertet',
  reliance: {
    heading: 'Stütze auf jede Modalität',
    title: (modality) => `Das Modell stützt sich am stärksten auf ${modality}`,
    note: 'Beitrag: Mittel über die Testaufenthalte, exakte Shapley-Werte in Log-Odds. AUROC-Verlust: mit ausgeblendeter Modalität, wobei ihr Ersatz eintritt.',
    modality: 'Modalität',
    meanAbsolute: 'Mittlerer absoluter Beitrag',
    meanSigned: 'Mittlerer Beitrag mit Vorzeichen',
    ablation: 'AUROC-Verlust ohne sie',
    alone: 'AUROC allein',
    state: 'Zustand',
    dead: 'tot',
    collapsed: 'kollabiert',
    alive: 'in Gebrauch',
    meaning: (word, meaning) => `${word}: ${meaning}`,
    deadMeaning: 'Trägt fast nichts bei und enthält auch allein kein Signal.',
    collapsedMeaning: 'Enthält allein ein Signal, trägt in der Fusion aber fast nichts bei.',
  },
  ablation: {
    title: (modality, lost) => `Ohne ${modality} sinkt die AUROC um ${lost}`,
    nothing: 'Keine Modalität wird vermisst, wenn sie fehlt',
    axis: 'AUROC-Verlust, wenn die Modalität ausgeblendet ist',
    legend: 'Linien: 95-%-Intervalle. Ein Balken nach links: Das Modell ist ohne sie besser.',
  },
  alone: {
    title: (modality) => `${modality} leisten allein am meisten`,
    axis: 'AUROC nur mit dieser Modalität',
    legend: 'Die Balken beginnen bei 0,5, der AUROC des Zufalls.',
  },
  patterns: {
    title: 'Nach Muster fehlender Daten: in den meisten zu wenige Ereignisse für einen Vergleich',
    range: (worst, best) => `Je nach Muster fehlender Daten reicht die AUROC von ${worst} bis ${best}`,
    legend:
      'Gefüllt: vorhanden; schraffiert: fehlt. Punkte: AUROC mit 95-%-Intervall; gestrichelt: alle Aufenthalte. – – bei weniger als 20 Personen mit dem Ereignis.',
    counted:
      'Gefüllt: vorhanden; schraffiert: fehlt. Balken: Testaufenthalte. Keine Kombination hat 20 Personen mit dem Ereignis, daher wird keine AUROC gezeigt.',
    more: (count) => `${count} seltenere Kombinationen stehen in der Tabelle.`,
    present: 'Vorhanden',
    n: 'Aufenthalte',
    positives: 'Positive',
    auroc: 'AUROC',
    auprc: 'AUPRC',
    meanRisk: 'Mittleres Risiko',
  },
  roc: {
    title: (auroc, interval) => `AUROC ${auroc}${inBrackets(interval)}`,
    falsePositives: 'Falsch Positive, von allen ohne das Ereignis',
    truePositives: 'Richtig Positive, von allen mit dem Ereignis',
    chance: 'Zufall',
    legend: 'Je weiter über der gestrichelten Linie, desto besser unterscheidet das Modell die Aufenthalte.',
  },
  precisionRecall: {
    title: (auprc, interval, prevalence) =>
      `AUPRC ${auprc}${inBrackets(interval)}; der Zufall ergäbe ${prevalence}`,
    recall: 'Sensitivität: gefunden, von allen mit dem Ereignis',
    precision: 'Präzision: mit dem Ereignis, von allen angezeigten',
    prevalence: (rate) => `Prävalenz ${rate}`,
    legend: 'Die gestrichelte Linie ist die Prävalenz: das, was zufälliges Anzeigen ergäbe.',
  },
  decision: {
    useful: (from, to) =>
      `Nach dem Modell zu handeln ist von ${from} bis ${to} besser, als bei allen oder bei niemandem zu handeln`,
    useless:
      'Bei keiner Schwelle ist das Handeln nach dem Modell besser als das Handeln bei allen und bei niemandem',
    threshold: 'Risiko, ab dem man handeln würde',
    benefit: 'Nettonutzen je Aufenthalt',
    model: 'das Modell',
    all: 'alle',
    nobody: 'niemand',
    legend:
      'Nettonutzen: richtig Positive abzüglich falsch Positiver, diese gewichtet mit den Odds der Schwelle (Vickers und Elkin 2006). Schattiert: 95-%-Intervall.',
  },
  subgroups: {
    title: (variable, group, auroc) => `Niedrigste AUROC nach ${variable}: ${group}, ${auroc}`,
    few: 'Untergruppen: in den meisten zu wenige Ereignisse für einen Vergleich',
    legend: (smallest) =>
      `Quadrate: AUROC mit 95-%-Intervall; gestrichelt: alle Aufenthalte. – – bei weniger als 20 Personen mit dem Ereignis, oder wo Anzahlen unter ${smallest} sichtbar würden. Die Gruppen sind die der Akte, ob das Modell sie liest oder nicht.`,
    axis: 'AUROC',
    overall: (auroc) => `alle Aufenthalte ${auroc}`,
    variable: 'Merkmal',
    group: 'Gruppe',
    n: 'Aufenthalte',
    positives: 'Positive',
    auroc: 'AUROC',
    meanRisk: 'Mittleres Risiko',
    observed: 'Beobachteter Anteil',
    observedInterval: '95-%-Intervall des Anteils',
    variables: {
      age: 'Alter',
      sex: 'Geschlecht',
      race: 'Ethnische Zugehörigkeit',
      insurance: 'Versicherung',
      language: 'Sprache',
    },
  },
  noise: {
    title: (name, lost) => `Rauschen kostet hier am meisten: ${name}, ${lost} AUROC`,
    nothing: 'Rauschen kostet keine AUROC',
    axis: 'AUROC-Verlust durch Rauschen',
    all: 'Alles',
    on: 'Rauschen auf',
    rate: (share) => `AUROC, Rauschen ${share}`,
    legend: (share) =>
      `Gleichverteiltes Rauschen bis ${share} der Spannweite jedes Merkmals auf das, was erfasst ist; nichts wird neu trainiert. Die Tabelle enthält weniger und mehr Rauschen.`,
  },
  interval: '95-%-Intervall',
  report: {
    menu: 'Bericht',
    html: 'Als HTML speichern',
    csv: 'Als CSV speichern',
    pdf: 'Drucken oder als PDF speichern',
    title: (model) => `Audit von ${model}`,
    made: (date) => `Bericht vom ${date}`,
    use: 'Nur für die Forschung. Nicht für klinische Entscheidungen.',
    privacy: (smallest) =>
      `Enthält keine Kennungen, Daten oder Texte von Patienten; Anzahlen unter ${smallest} werden nicht gezeigt.`,
    numbers: 'Die Zahlen',
    figure: 'Abbildung',
    row: 'Zeile',
    column: 'Spalte',
    value: 'Wert',
  },
  substituted: {
    title: 'Was als Ersatz diente',
    none: 'In den Testdaten wurde nichts ersetzt.',
    modality: 'Fehlt',
    by: 'Ersatz',
    n: 'Aufenthalte',
  },
  calibration: {
    title: (slope, interval) => `Kalibrierungssteigung ${slope}${inBrackets(interval)}; richtig ist 1`,
    titleUnknown: 'Kalibrierung: zu wenige Ereignisse für eine Steigung',
    noCurve: 'Für eine Kurve gibt es zu wenige Ereignisse: Sie braucht 200.',
    predicted: 'Vorhergesagtes Risiko',
    observed: 'Beobachteter Anteil',
    legend:
      'Jeder Punkt ist ein Zehntel der Testaufenthalte, mit dem 95-%-Intervall des Beobachteten. Auf der gestrichelten Linie traf das Vorhergesagte ein.',
    slope: 'Steigung',
    intercept: 'Achsenabschnitt',
    large: 'Kalibrierung im Ganzen',
    right:
      'Richtig wären Steigung 1 und 0 bei den beiden anderen; liegt die Kalibrierung im Ganzen über 0, sind die Risiken zu niedrig.',
    stays: 'Aufenthalte',
  },
} satisfies Catalogue['audit'];
