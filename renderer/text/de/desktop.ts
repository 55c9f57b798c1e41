import type { Catalogue } from '../index.ts';

export const desktop = {
  drop: {
    browser:
      'Ein Browser verrät nicht, wo eine abgelegte Datei liegt. Nennen Sie den Pfad eines Modells unter Modelle, „Modell importieren“, und den eines Ordners mit Akten unter Import.',
    otherKind: (name) =>
      `${name} ist kein Modell von Lacuna. Legen Sie eine .lacuna-Datei ab, oder einen Ordner mit Akten, der importiert werden soll.`,
    oneOnly: 'Legen Sie jeweils nur eine Datei oder einen Ordner ab.',
  },
  offered: {
    title: 'Ein Modell zur Aufnahme',
    path: 'Datei',
    modalities: 'Modalitäten',
    trainedOn: 'Trainiert mit',
    stays: (stays, positives) => `${stays} Aufenthalten, davon ${positives} mit dem Endpunkt`,
    whole:
      'Die Datei ist vollständig: Ihr Inhalt stimmt mit ihren Prüfsummen überein. Noch ist nichts aufgenommen.',
    kept: (file) =>
      `${file} wird aufgehoben, bis eine Datenbank geöffnet ist: Ein Modell gehört zu einer, weil es an deren Akten geprüft wird. Öffnen Sie eine Datenbank, importieren Sie Akten oder probieren Sie die Demo; dann wird es wieder angeboten.`,
    waits: (file) => `Das Modell ${file} kann jetzt hinzugefügt werden: Eine Datenbank ist geöffnet.`,
    show: 'Das Modell zeigen',
    accept: 'Zu den Modellen hinzufügen',
    decline: 'Schließen',
  },
  password: {
    keep: 'Das Passwort auf diesem Rechner behalten, vom System verschlüsselt',
    kept: 'Das Passwort für diese Adresse ist auf diesem Rechner hinterlegt.',
    forget: 'Vergessen',
    refused:
      'Das Passwort wurde nicht behalten: Dieses System bietet keinen sicheren Ort dafür. Es wird nur für diesen Import verwendet.',
  },
  updates: {
    off: (file) =>
      `Nach Aktualisierungen wird nicht gesucht. Wer den Rechner verwaltet, kann das in ${file} einschalten.`,
    on: (url, file) =>
      `Bei jedem Start sucht Lacuna unter ${url} nach einer Aktualisierung, weil ${file} es so bestimmt. Von Ihnen wird dabei nichts gesendet.`,
  },
} satisfies Catalogue['desktop'];
