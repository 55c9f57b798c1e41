import type { Wording } from '../../../models/wording.ts';
import { formFinder, PLACE, sayIn } from './forms.ts';
import { labelCards } from './host-cards.ts';
import { cohortSentences } from './host-cohorts.ts';
import { fileErrors } from './host-error-files.ts';
import { modelDetails } from './host-error-models.ts';
import { databaseDetails } from './host-error-servers.ts';
import { findingSentences } from './host-findings.ts';
import { importSentences } from './host-imports.ts';
import { modelCardSentences } from './host-model-card.ts';
import { phrases } from './host-phrases.ts';
import { reasons } from './host-reasons.ts';
import { leakageRules } from './host-rules.ts';
import { settingMeanings } from './host-settings.ts';
import { valueSentences } from './host-values.ts';
import { workSentences } from './host-work.ts';

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

/** What is kept and handed on in one piece: a sentence with values in it is known by its form. */
export const SENTENCES: Readonly<Record<string, string>> = {
  ...importSentences,
  ...findingSentences,
  ...cohortSentences,
  ...workSentences,
  ...reasons,
  ...valueSentences,
  ...modelCardSentences,
  ...phrases,
};
const formOf = formFinder(SENTENCES);

const ENGLISH: Readonly<Record<string, string>> = {
  ...FACTS,
  ...labelCards,
  ...leakageRules,
  ...settingMeanings,
  ...fileErrors,
  ...databaseDetails,
  ...modelDetails,
  ...SENTENCES,
  // Bands until others are named.
  low: 'niedrig',
  medium: 'mittel',
};

const BETWEEN_SENTENCES = /(?<=\.) (?=\p{Lu})/u;
/** A warning may begin with a code, which is put into words where it is shown. */
const CODED = /^([a-z]+(?:_[a-z]+)+: )(.+)$/s;

/**
 * What the host says in English, in German where it is known; whatever else it says stays as it is.
 * @param wording its values apart, where it has any; a sentence that was kept in one piece is known by its form.
 */
export function said(english: string, wording?: Wording): string {
  if (wording !== undefined) return filled(wording);
  const known = ENGLISH[english];
  if (known !== undefined) return known;
  const [, fact = '', value = ''] = /^([^:]+): (.+)$/.exec(english) ?? [];
  if (FACTS[fact] !== undefined) return `${FACTS[fact]}: ${VALUES[value] ?? value}`;
  const [, code, rest = ''] = CODED.exec(english) ?? [];
  if (code !== undefined) return `${code}${said(rest)}`;
  const kept = formOf(english);
  if (kept !== null) return filled(kept);
  const sentences = english.split(BETWEEN_SENTENCES);
  return sentences.length === 1 ? english : sentences.map((each) => said(each)).join(' ');
}

/** Around the values of a form, a fault of a mapping has its place in brackets. */
const PLACED = /^(.+)( \(\{\d+\}\))$/;

/** The German form with the values in their places. */
function filled({ form, values }: Wording): string {
  const [, code = ''] = CODED.exec(form) ?? [];
  const sentence = form.slice(code.length);
  const [, own = sentence, place = ''] = ENGLISH[sentence] === undefined ? (PLACED.exec(sentence) ?? []) : [];
  return `${code}${ENGLISH[own] ?? own}${place}`.replace(PLACE, (_, kind: string | undefined, i: string) =>
    sayIn(kind, values[Number(i)] ?? '', said),
  );
}
