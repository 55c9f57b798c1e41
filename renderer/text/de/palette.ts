import type { Catalogue } from '../index.ts';

export const palette = {
  title: 'Suche und Befehle',
  open: 'Suchen',
  placeholder: 'Eine Seite, eine Aktion, ein Modell oder die Kennung eines Aufenthalts oder Patienten',
  nothing: (typed) => `Nichts passt zu „${typed}“.`,
  hint: 'Pfeile wählen, Eingabe öffnet, Esc schließt',
  groups: {
    stays: 'Aufenthalte',
    pages: 'Seiten',
    actions: 'Aktionen',
    models: 'Modelle',
    databases: 'Datenbanken',
    figures: 'Kennzahlen',
  },
  stay: (encounter) => `Aufenthalt ${encounter}`,
  ofPatient: (patient) => `Patient ${patient}`,
  openDatabase: (name) => `Zu ${name} wechseln`,
  audit: 'Ein Modell prüfen (Audit)',
  lock: 'Das Fenster sperren',
  keys: 'Tastenkürzel',
  tour: 'Rundgang zeigen',
} satisfies Catalogue['palette'];

export const keys = {
  title: 'Tastenkürzel',
  open: 'Hilfe und Tastenkürzel',
  groups: {
    anywhere: 'Überall',
    pages: 'Zu einer Seite',
    patient: 'Bei einem Patienten',
    lists: 'In Listen und Tabellen',
  },
  search: 'Suche und Befehle',
  help: 'Diese Übersicht',
  close: 'Schließen, was offen ist',
  next: 'Nächstes, vorheriges Bedienelement',
  modality: 'Eine Modalität ab- und anschalten, in ihrer Reihenfolge',
  reset: 'Wie vorgefunden zeigen',
  scroll: 'Durch eine Tabelle mit dem Fokus blättern',
  tabs: 'Ein anderer Reiter',
  then: 'dann',
  to: 'bis',
  single: 'Tasten ohne Strg oder Cmd verwenden',
  singleNote:
    'Ist dies aus, wirkt nur Strg oder Cmd mit K. Für alle, die Text diktieren oder deren Finger abrutschen.',
  tour: 'Rundgang zeigen',
  figures: 'Was die Kennzahlen bedeuten',
} satisfies Catalogue['keys'];

export const tour = {
  title: 'Ein kurzer Rundgang',
  step: (step, of) => `Schritt ${step} von ${of}`,
  next: 'Weiter',
  back: 'Zurück',
  skip: 'Rundgang überspringen',
  done: 'Fertig',
  steps: [
    {
      title: 'Am Anfang stehen die Akten',
      text: 'Probieren Sie die Demo, die synthetisch ist, oder importieren Sie einen eigenen Ordner. Was darin ist, wird gezeigt, bevor etwas gelesen wird, und nichts verlässt diesen Rechner.',
    },
    {
      title: 'Öffnen Sie einen Patienten',
      text: 'Die Patienten sind nach Risiko geordnet, mit sechs Zeichen für das, was in ihrer Akte ist. Öffnen Sie einen und schalten Sie einen Teil der Akte ab: Das Risiko bewegt sich sofort, und Sie sehen, was als Ersatz diente.',
    },
    {
      title: 'Fragen Sie, worauf sich das Modell stützt',
      text: 'Das Audit zeigt, wie viel jeder Teil der Akte dem Modell bedeutet, wie gut es ohne ihn auskommt und ob seine Risiken eintreffen.',
    },
    {
      title: 'Alles ist eine Taste entfernt',
      text: 'Strg K (Cmd K am Mac) findet Seiten, Modelle und jeden Aufenthalt nach seiner Kennung. Die Taste ? zeigt alle Tastenkürzel und wieder diesen Rundgang.',
    },
  ],
} satisfies Catalogue['tour'];
