import type { Wording } from '../../../models/wording.ts';
import { labelCards } from './host-cards.ts';
import { fileErrors } from './host-error-files.ts';
import { modelDetails } from './host-error-models.ts';
import { databaseDetails } from './host-error-servers.ts';
import { reasons, reasonsWithFigures } from './host-reasons.ts';
import { leakageRules } from './host-rules.ts';
import { settingMeanings } from './host-settings.ts';

/** Demographic facts, which stand alone or before a value. */
const FACTS: Readonly<Record<string, string>> = {
  'Age, years': 'Alter, Jahre',
  Sex: 'Geschlecht',
  'Admission location': 'Aufnahme von',
  'Length of stay, hours': 'Verweildauer, Stunden',
  'Admission type': 'Art der Aufnahme',
  'Observation stay': 'Aufenthalt zur Beobachtung',
  'Emergency department, hours': 'Notaufnahme, Stunden',
  'First unit': 'Erste Station',
  'Unit at prediction': 'Station bei der Vorhersage',
  'Admissions in the previous 365 days': 'Aufnahmen in den 365 Tagen davor',
  'Days since last discharge': 'Tage seit der letzten Entlassung',
  'Emergency visits in the previous 180 days': 'Besuche der Notaufnahme in den 180 Tagen davor',
  'Hospital admission source': 'Zuweisung ins Krankenhaus',
  'Unit type': 'Art der Station',
  'Stay type': 'Art des Aufenthalts',
  'Visit number': 'Nummer des Aufenthalts',
  'Log hours before unit': 'Stunden vor der Station, logarithmiert',
  Race: 'Ethnie',
  Insurance: 'Versicherung',
  Language: 'Sprache',
  'Marital status': 'Familienstand',
};

const VALUES: Readonly<Record<string, string>> = { another: 'anderes', 'not known': 'nicht bekannt' };

const ENGLISH: Readonly<Record<string, string>> = {
  ...FACTS,
  ...labelCards,
  ...leakageRules,
  ...settingMeanings,
  ...fileErrors,
  ...databaseDetails,
  ...modelDetails,
  ...reasons,
  // Bands until others are named.
  low: 'niedrig',
  medium: 'mittel',
  // Rules of a cohort.
  'all admissions': 'alle Aufnahmen',
  'all stays in a unit': 'alle Aufenthalte auf einer Station',
  'neither after death nor ending before they start': 'weder nach dem Tod noch vor ihrem Beginn beendet',
  'not for observation only': 'nicht nur zur Beobachtung',
  'the first such stay of a person': 'der erste solche Aufenthalt einer Person',
  'discharged alive': 'lebend entlassen',
  'not discharged to a hospice': 'nicht in ein Hospiz entlassen',
  'with a stay in intensive care, of which the first counts':
    'mit einem Aufenthalt auf der Intensivstation, von denen der erste zählt',
  'in hospital, alive, at the prediction time': 'zum Vorhersagezeitpunkt lebend im Krankenhaus',
  'with diagnoses, procedures and medications recorded':
    'mit erfassten Diagnosen, Prozeduren und Medikamenten',
  'did not die within 15 days without a readmission':
    'nicht innerhalb von 15 Tagen ohne Wiederaufnahme verstorben',
  'how the hospital stay ended is known': 'bekannt ist, wie der Krankenhausaufenthalt endete',
  'the first such stay of a hospital stay': 'der erste solche Aufenthalt eines Krankenhausaufenthalts',
  'left the unit alive': 'die Station lebend verlassen',
  // Work and its steps.
  'Auditing a model': 'Audit eines Modells',
  'Preparing the synthetic demo': 'Die synthetische Demo wird vorbereitet',
  'Resuming training': 'Das Training wird fortgesetzt',
  'Diagnosing a model': 'Ein Modell wird untersucht',
  'Comparing two models': 'Zwei Modelle werden verglichen',
  'Scoring stays': 'Aufenthalte werden bewertet',
  'Preparing the list of patients': 'Die Patientenliste wird zusammengestellt',
  'selecting the cohort': 'Kohorte wird gebildet',
  'loading the compute engine': 'Rechen-Engine wird geladen',
  'calibrating and scoring': 'Kalibrierung und Bewertung',
  'writing the bundle': 'Modelldatei wird geschrieben',
  'writing the synthetic cohort': 'synthetische Kohorte wird geschrieben',
  'importing the synthetic cohort': 'synthetische Kohorte wird importiert',
  'looking into the model': 'Modell wird untersucht',
  'computing contributions': 'Beiträge werden berechnet',
  'each missingness pattern': 'jedes Muster fehlender Daten',
  'net benefit and calibration': 'Nettonutzen und Kalibrierung',
  'groups of people': 'Gruppen von Personen',
};

/** Sentences with figures in them, and how German puts the same. */
const WITH_FIGURES: readonly (readonly [english: RegExp, german: string])[] = [
  ...reasonsWithFigures,
  [/^in the unit (\d+) hours after its start$/, '$1 Stunden nach Beginn noch auf der Station'],
  [/^alive in the unit for (\d+) hours$/, '$1 Stunden lebend auf der Station'],
  [/^starts in (.+)$/, 'beginnt auf: $1'],
  [/^aged (\d+) or over$/, '$1 Jahre oder älter'],
  [/^aged (\d+) to (\d+)$/, '$1 bis $2 Jahre alt'],
  [/^stayed (.+) or more$/, 'Verweildauer mindestens $1'],
  [
    /^The calibration split has (\d+) positive encounters; below (\d+) the risks are not calibrated\.$/,
    'Die Kalibrierungsdaten haben $1 positive Aufenthalte; unter $2 sind die Risiken nicht kalibriert.',
  ],
  [
    /^The calibration split has (\d+) positive encounters; below (\d+) they correct the level of the risks, but hardly their spread\.$/,
    'Die Kalibrierungsdaten haben $1 positive Aufenthalte; unter $2 berichtigen sie die Höhe der Risiken, aber kaum ihre Streuung.',
  ],
  [
    /^The test split has (\d+) positive encounters; below (\d+) its AUROC is not assessed\.$/,
    'Die Testdaten haben $1 positive Aufenthalte; unter $2 wird ihre AUROC nicht bewertet.',
  ],
  [
    /^The rule "(.+)" leaves none\. Whose age is not known is left out by it: ages follow from births\.$/,
    'Die Regel „$1“ lässt niemanden übrig. Wessen Alter nicht bekannt ist, den lässt sie aus: Das Alter folgt aus der Geburt.',
  ],
  [/^The rule "(.+)" leaves none\.$/, 'Die Regel „$1“ lässt niemanden übrig.'],
  [/^epoch (\d+) of (\d+)$/, 'Epoche $1 von $2'],
  [
    /^trial (\d+) of (\d+), round (\d+) of (\d+), epoch (\d+)$/,
    'Versuch $1 von $2, Runde $3 von $4, Epoche $5',
  ],
  [/^listed (\d+) of (\d+) stays$/, '$1 von $2 Aufenthalten aufgenommen'],
  [/^scored (\d+) of (\d+) (?:stays|encounters)$/, '$1 von $2 Aufenthalten bewertet'],
  [/^learning the vocabulary: (\d+) of (\d+) encounters$/, 'Vokabular wird gelernt: $1 von $2 Aufenthalten'],
  [/^reading the records: (\d+) of (\d+) encounters$/, 'Akten werden gelesen: $1 von $2 Aufenthalten'],
  [/^Importing (.+)$/, 'Import: $1'],
  [/^Training (.+)$/, 'Training: $1'],
];

/**
 * What the host says in English, in German where it is known; whatever else it says stays as it is.
 * @param wording its values apart, where it has any.
 */
export function said(english: string, wording?: Wording): string {
  if (wording !== undefined) return filled(wording);
  const known = ENGLISH[english];
  if (known !== undefined) return known;
  const [, fact = '', value = ''] = /^([^:]+): (.+)$/.exec(english) ?? [];
  if (FACTS[fact] !== undefined) return `${FACTS[fact]}: ${VALUES[value] ?? value}`;
  const [pattern, german] = WITH_FIGURES.find(([form]) => form.test(english)) ?? [];
  return pattern === undefined || german === undefined ? english : english.replace(pattern, german);
}

/** Around the values of a form, a fault of a mapping has its place in brackets. */
const PLACED = /^(.+)( \(\{\d+\}\))$/;

/** The German form with the values in their places; a value may be a phrase of the host itself. */
function filled({ form, values }: Wording): string {
  const [, own = form, place = ''] = ENGLISH[form] === undefined ? (PLACED.exec(form) ?? []) : [];
  return `${ENGLISH[own] ?? own}${place}`.replace(/\{(\d+)\}/g, (_, i: string) =>
    said(values[Number(i)] ?? ''),
  );
}
