import type { Catalogue } from '../index.ts';

const leakage = {
  title: 'Leakage-Prüfung',
  clean: 'Es wurde kein bekannter Weg gefunden, auf dem der Endpunkt ein Modell erreichen könnte.',
  errors:
    'Das Training wird abgelehnt: Ein Modell würde lesen, was zum Vorhersagezeitpunkt nicht bekannt war.',
  warnings: 'Ein Modell dieser Kohorte lässt sich trainieren, wird aber besser aussehen, als es ist.',
  judge: 'Dem Training steht nichts im Weg; was hier aufgeführt ist, sollte sich ein Mensch ansehen.',
  severity: { error: 'Abgelehnt', warning: 'Warnung', judge: 'Zu beurteilen' },
  severityMeaning: {
    error: 'Das Training wird abgelehnt, bis dies behoben ist.',
    warning: 'Die Kennzahlen werden besser sein als das Modell.',
    judge: 'Das kann nur beurteilen, wer die Station kennt.',
  },
  feature: 'Was',
  count: 'Anzahl',
  detail: 'Was gezählt wird',
  everything: 'Die Kohorte als Ganzes',
  more: (count) => `Alle ${count} anzeigen`,
  fewer: 'Weniger anzeigen',
  rules: (checked) => `Alle ${checked} Regeln`,
  found: 'gefunden',
  passed: 'nichts gefunden',
  notChecked: 'hier nichts zu prüfen',
  ask: 'Auf Leakage prüfen',
  askText: 'Die Prüfung liest jede Akte der Kohorte; bei einer Datenbank dieser Größe dauert das eine Weile.',
} satisfies Catalogue['checks']['leakage'];

const missingness = {
  ask: 'Bericht über fehlende Daten',
  askTitle: 'Fehlende Daten',
  askText: 'Der Bericht liest jede Akte der Kohorte; bei einer Datenbank dieser Größe dauert das eine Weile.',
  told: {
    title: (name, auroc) => `Ob ${name} fehlen, lässt sich vorhersagen (AUROC ${auroc})`,
    nothing: 'Nichts in der Akte verrät, was fehlt',
    never: 'Keine Modalität fehlt in genügend Aufenthalten, um nach dem Warum zu fragen',
    axis: 'AUROC, mit der die übrige Akte das Fehlen verrät',
    legend:
      'Die Balken beginnen bei 0,5, dem Zufall; Linien sind 95-%-Intervalle, an Personen, die die Anpassung nicht gesehen hat.',
    modality: 'Modalität',
    auroc: 'AUROC',
    interval: '95-%-Intervall',
    by: 'Verraten vor allem durch',
    reason: (reason) => `nicht bewertet: ${reason}`,
    higher: (name) => `${name} (öfter vorhanden)`,
    lower: (name) => `${name} (öfter fehlend)`,
  },
  groups: {
    title: (name, low, high) => `${name} fehlen: ${low} bis ${high}`,
    placed: (share, group) => `${share} (${group})`,
    even: 'Was fehlt, unterscheidet sich zwischen diesen Gruppen wenig',
    by: 'Gruppen',
    byVariable: (name) => `nach ${name}`,
    all: 'alle Aufenthalte',
    axis: 'Anteil der Gruppe, in dem eine Modalität fehlt',
    legend: (smallest) =>
      `Jede Zahl ist der Anteil der Aufenthalte einer Gruppe ohne die Modalität. „– –“: weniger als ${smallest} Aufenthalte, oder eine Anzahl, aus der eine solche folgen würde.`,
    group: 'Gruppe',
    stays: 'Aufenthalte',
    states: (name, state) => `${name}: ${state}`,
  },
  features: {
    title: 'Wie oft jedes Element vorhanden ist',
    note: (shown, all) =>
      `Die ${shown} häufigsten von ${all}, die in genügend Aufenthalten vorkommen. Ein Element, das bei einem Endpunkt öfter vorhanden ist, kann schon dadurch etwas verraten, dass es angefordert wurde, was auch immer es besagt.`,
    modality: 'Modalität',
    feature: 'Element',
    stays: 'Aufenthalte',
    share: 'Von allen',
    positive: 'Von Positiven',
    negative: 'Von Negativen',
    more: (count) => `Alle ${count} anzeigen`,
    fewer: 'Weniger anzeigen',
    none: 'Nichts aus dieser Modalität kommt in genügend Aufenthalten vor, um gezeigt zu werden.',
  },
  variable: {
    label: 'Endpunkt',
    sex: 'Geschlecht',
    age: 'Alter',
    unit: 'Station',
    hospital: 'Krankenhaus',
    race: 'Ethnie',
  },
  group: {
    positive: 'positiv',
    negative: 'negativ',
    unlabelled: 'ohne Label',
    F: 'weiblich',
    M: 'männlich',
  },
} satisfies Catalogue['checks']['missingness'];

export const checks = {
  leakage,
  missingness,
  running: 'Die Kohorte wird auf Leakage geprüft.',
  refused: 'Das Training auf dieser Kohorte wird abgelehnt',
  looksBetter: (titles) => `Das Modell wird besser aussehen, als es ist: ${titles}.`,
  toJudge: (count) =>
    count === 1
      ? 'Vor dem Training sollte ein Mensch einen Punkt beurteilen.'
      : `Vor dem Training sollte ein Mensch ${count} Punkte beurteilen.`,
  toCohort: 'Leakage-Prüfung der Kohorte ansehen',
} satisfies Catalogue['checks'];
