import { numberToType } from '../../format/numbers.ts';
import { nameInWords } from '../../format/words.ts';
import type { Catalogue } from '../index.ts';
import { settingNames } from './setting-names.ts';
import { form } from './train-form.ts';

const settings = {
  title: 'Einstellungen',
  find: 'Einstellung suchen',
  none: (wanted) => `Keine Einstellung betrifft „${wanted}“.`,
  unchanged: (preset) => `Wie in ${preset}`,
  changed: (count, preset) => `${count} gegenüber ${preset} geändert`,
  changedShort: (count) => `${count} geändert`,
  was: (value) => `geändert, war ${value}`,
  resetTo: (value) => `Zurück auf ${value}`,
  resetOf: (name) => `${name} zurücksetzen`,
  resetAll: 'Alle zurücksetzen',
  nameOf: (name) => settingNames[name] ?? nameInWords(name),
  expected: ({ whole, least, aboveLeast, most, words }) => {
    const what = whole ? 'eine ganze Zahl' : 'eine Zahl';
    const from =
      least === null ? '' : aboveLeast ? ` über ${numberToType(least)}` : ` ab ${numberToType(least)}`;
    const to = most === null ? '' : ` bis ${numberToType(most)}`;
    return [`${what}${from}${to}`, ...words].join(' oder ');
  },
  groups: {
    size: 'Größe der Netze',
    reading: 'Was Encoder lesen',
    optimisation: 'Optimierung',
    losses: 'Verluste',
    ebr: 'Explicit Basis Reallocation (EBR)',
    distillation: 'Destillation zwischen Modalitäten',
    rivals: 'Veröffentlichte Verfahren und gelernter Ersatz',
    missing: 'Fehlende Modalitäten',
    blend: 'Logistische Experten',
    stopping: 'Anhalten und Mitteln',
  },
} satisfies Catalogue['train']['settings'];

const search = {
  title: 'Suche nach Einstellungen',
  trials: 'Zu probierende Einstellungen',
  none: 'keine',
  off: 'Geben Sie eine Zahl an, um so viele Einstellungen auf den Validierungsdaten zu probieren und die beste zu trainieren.',
  on: 'Zufällig in Runden probiert: Das bessere Drittel jeder Runde wird weitertrainiert, der Rest angehalten. Beurteilt nach dem Validierungsverlust mit allem und mit der Hälfte fehlend; die Testdaten sind nicht beteiligt.',
  space: 'Was durchsucht wird',
  valuesOf: (name) => `Werte: ${name}`,
  add: 'Weitere Einstellung durchsuchen…',
  usual: 'Zurück zum Üblichen',
  form: 'Mit Dezimalpunkt: „0..0.6“ ist ein Bereich, „0.001..0.1 log“ einer nach Größenordnung, „0, 0.1, 0.3“ sind einzelne Werte.',
  rounds: 'Runden',
  round: (trials, epochs) => `${trials} für ${epochs} Epochen`,
} satisfies Catalogue['train']['search'];

const trials = {
  title: 'Probierte Einstellungen',
  trial: 'Versuch',
  changed: 'Geänderte Einstellungen',
  asked: 'wie verlangt',
  epochs: 'Epochen',
  loss: 'Validierungsverlust',
  auroc: 'AUROC',
  half: 'Hälfte fehlt',
  time: 'Zeit',
  outcome: 'Ausgang',
  outcomes: {
    waiting: 'nicht beendet',
    dropped: 'früh angehalten',
    failed: 'fehlgeschlagen',
    finished: 'ganz trainiert',
    chosen: 'gewählt',
  },
  best: (loss, trial) => `Bester Validierungsverlust bisher: ${loss}, Versuch ${trial}`,
  chosen: (trial, loss) => `Versuch ${trial} wurde gewählt: Validierungsverlust ${loss}`,
  axis: 'Log-Verlust der Validierung, Mittel aus nichts und Hälfte fehlend',
  name: (trial) => `Versuch ${trial}`,
  others: 'andere Versuche',
  none: 'Der erste Versuch hat noch keine Runde beendet.',
  of: (tried, chosen) => `${tried} probiert, Versuch ${chosen} gewählt`,
} satisfies Catalogue['train']['trials'];

const charts = {
  panel: 'Was der Lauf lernt',
  epoch: 'Epoche',
  loss: {
    title: (value) => `Der semantische Verlust liegt bei ${value}`,
    axis: 'Verlust',
    semantic: 'Training',
    validation: 'Validierung',
  },
  auroc: {
    title: (full, half) => `AUROC der Validierung ${full}; mit der Hälfte fehlend ${half}`,
    axis: 'AUROC',
    full: 'wie erfasst',
    half: 'Hälfte fehlt',
  },
  discriminator: {
    title: (accuracy, chance) =>
      `Der Diskriminator unterscheidet Modalitäten in ${accuracy}; Zufall ist ${chance}`,
    axis: 'Balancierte Genauigkeit',
    accuracy: 'Diskriminator',
    chance: 'Zufall',
    none: 'Ohne Diskriminator',
    noneText: 'Vanilla-Encoder haben keinen.',
  },
  discrimination: {
    title: (value) => `Der Verlust der Modalitätsunterscheidung liegt bei ${value}`,
    axis: 'Verlust',
    line: 'Verlust der Unterscheidung',
  },
  distillation: {
    title: (value) => `Der Destillationsverlust liegt bei ${value}`,
    axis: 'Verlust',
    line: 'Destillationsverlust',
  },
  auxiliary: {
    title: (value) => `Der zusätzliche Verlust des Verfahrens liegt bei ${value}`,
    axis: 'Verlust',
    line: 'zusätzlicher Verlust',
  },
  rank: {
    title: (value) => `Effektiver Rang der fusionierten Darstellung: ${value}`,
    axis: 'Effektiver Rang',
    line: 'effektiver Rang',
  },
  contributions: {
    title: (modality) => `${modality} tragen am meisten bei`,
    axis: 'Mittlerer absoluter Beitrag (Log-Odds)',
  },
  noNumbers: 'noch keine Zahlen',
} satisfies Catalogue['train']['charts'];

export const train = {
  title: 'Trainieren',
  subtitle:
    'Ein Modell auf einer Kohorte der geöffneten Datenbank trainieren. Der Lauf geht weiter, wenn Sie die Seite verlassen.',
  form,
  settings,
  search,
  trials,
  estimate: {
    title: 'Bevor es beginnt',
    features: 'Daten',
    check: 'Daten prüfen',
    checking: 'wird geprüft…',
    sound: 'geprüft: Nichts spricht dagegen',
    soundWith: 'geprüft: siehe oben',
    refused: 'kann nicht zum Training dienen',
    time: 'Erwartete Zeit hier',
    unknown: 'vor einem ersten Lauf nicht zu sagen',
    engine: 'Engine',
    noEngine: 'keine',
    command: 'Derselbe Lauf von der Kommandozeile',
    commandOf: 'die Kommandozeile',
  },
  bar: {
    title: 'Was laufen wird',
    time: (duration) => `etwa ${duration}`,
    impossible: 'So, wie es gewählt ist, kann es nicht gestartet werden; der Bildschirm sagt, warum.',
  },
  runs: {
    title: 'Läufe',
    none: 'Noch kein Lauf.',
    started: 'Begonnen',
    task: 'Aufgabe',
    what: 'Modell',
    changed: (preset) => `${preset}, geändert`,
    searched: (tried) => `bester von ${tried}`,
    epochs: 'Epochen',
    state: 'Zustand',
    open: 'Öffnen',
    resume: 'Fortsetzen',
    model: 'Modellkarte',
  },
  runState: {
    running: 'läuft',
    done: 'fertig',
    failed: 'fehlgeschlagen',
    cancelled: 'abgebrochen',
    interrupted: 'unterbrochen',
  },
  job: {
    title: 'Ein Modell wird trainiert',
    preparing: 'Der Lauf wird vorbereitet',
    preparingNote: 'Die Daten werden vorbereitet; die Kurven erscheinen mit der ersten Epoche.',
    queued: 'Wartet auf andere Arbeit',
    queuedNote:
      'Es läuft immer nur ein Training oder Audit. Dieses beginnt, wenn das, was jetzt läuft, beendet ist.',
    cancel: 'Training abbrechen',
    cancelled: 'Das Training wurde abgebrochen',
    cancelledText: 'Es hatte noch nicht zu lernen begonnen, daher gibt es nichts zu behalten.',
    again: 'Einen weiteren Lauf vorbereiten',
  },
  run: {
    title: (task) => `Training: ${task}`,
    cancel: 'Anhalten und das Beste behalten',
    pause: 'Anhalten',
    pauseHint: 'Behält einen Zwischenstand; der Lauf geht von dort mit denselben Zahlen weiter.',
    audit: 'Audit des Modells',
    openModel: 'Modell öffnen',
    noEpochs: {
      title: 'Noch keine Epoche',
      text: 'Die Kurven erscheinen, wenn die erste Epoche fertig ist.',
    },
    facts: {
      encoders: 'Encoder',
      fusion: 'Fusion',
      preset: 'Voreinstellung',
      seed: 'Seed',
      search: 'Suche',
      settings: 'Geänderte Einstellungen',
      epoch: 'Epoche',
      block: 'Lernt jetzt',
      elapsed: 'Vergangen',
    },
    block: {
      semantic: 'vorherzusagen',
      discrimination: 'Modalitäten anzugleichen',
      distillation: 'von stärkeren Modalitäten zu übernehmen',
    },
  },
  alarm: {
    title: (modality) => `${modality} tragen fast nichts bei`,
    text: (share) =>
      `Mittlerer Beitrag unter ${share} des größten. Vielleicht enthalten die Daten dort kein Signal, oder die Modalität ist kollabiert: Sehen Sie sich ihre Zahlen im Audit an.`,
  },
  collapse: {
    title: (modality) => `${modality}: Der Gegenspieler hat die latenten Darstellungen geleert`,
    text: 'Sie sind für alle gleich, sodass sie weder vorhersagen noch eine andere Modalität ersetzen können. Halten Sie den Lauf an und trainieren Sie mit einem kleineren Lambda.',
  },
  charts,
} satisfies Catalogue['train'];
