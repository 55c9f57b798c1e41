import type { Catalogue } from '../index.ts';

export const start = {
  title: 'Klinisches Risiko, auch wenn Teile der Akte fehlen',
  subtitle:
    'Akten laden, ein Modell trainieren, einen Patienten öffnen und ganze Teile der Akte ab- und anschalten. Nichts verlässt diesen Rechner.',
  demo: {
    title: 'Die Demo-Kohorte probieren',
    text: 'Rund 2.000 synthetische Aufnahmen werden in weniger als einer Minute geschrieben, importiert und zum Training verwendet. Sie sind überall als synthetisch gekennzeichnet und lassen sich mit einem Klick entfernen.',
    action: 'Demo-Kohorte probieren',
    running: 'Die Demo-Kohorte wird vorbereitet',
    ready: 'Die Demo-Kohorte ist bereit',
    openPatients: 'Patienten wählen',
    openPatient: 'Ein Beispiel öffnen',
    remove: 'Demo entfernen',
    removeTitle: 'Die Demo-Kohorte entfernen?',
    removeText:
      'Die Demo-Datenbank und die darauf trainierten Modelle werden gelöscht. Ihre eigenen Datenbanken bleiben.',
  },
  own: {
    title: 'Eigene Akten importieren',
    text: 'Eigene Tabellen als CSV, Excel oder Parquet; MIMIC-IV und eICU wie veröffentlicht, auch die offenen Demos; oder Akten in der Form von FHIR, OMOP oder MEDS. Was im Ordner ist, wird gezeigt, bevor etwas gelesen wird.',
    action: 'Akten importieren',
  },
  next: {
    title: 'Weiter',
    text: (encounters, name) => `${encounters} Aufenthalte in ${name}.`,
    trainText: 'Es gibt Akten, aber noch kein Modell.',
    trainAction: 'Modell trainieren',
    patientsText: 'Wählen Sie einen Patienten und sehen Sie das Risiko und worauf es beruht.',
  },
  databases: {
    title: 'Datenbanken',
    patients: 'Patienten',
    stays: 'Aufenthalte',
    size: 'Größe',
    source: 'Quelle',
    name: 'Name',
    current: 'geöffnet',
    select: 'Zu dieser wechseln',
    none: 'Noch keine Datenbank. Die Demo oder ein Import legt eine an.',
  },
  running: { title: 'Läuft gerade' },
  models: {
    title: 'Neueste Modelle',
    auroc: (value, interval) => (interval === '' ? `AUROC ${value}` : `AUROC ${value} (${interval})`),
    none: 'Noch kein Modell. Ein Training oder der Import eines Modells fügt eines hinzu.',
  },
  changes: {
    title: 'Seit Ihrem letzten Besuch',
    none: 'Seit Ihrem letzten Besuch hat sich nichts geändert.',
    all: 'Ganzes Protokoll',
  },
  notice: {
    title: 'Wozu dies dient',
    text: 'Lacuna dient der Forschung zur Vorhersage mit unvollständigen Akten. Ein Risiko ist hier die Ausgabe eines Modells auf vergangenen Daten. Es ist keine Diagnose, wurde nicht für die Versorgung geprüft und darf die Behandlung eines Patienten nicht leiten.',
  },
} satisfies Catalogue['start'];
