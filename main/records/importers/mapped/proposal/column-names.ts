import type { ColumnProfile } from './profile-column.ts';

const ID = '(_?(id|nr|no|num|nummer|number|key|nbr))?';
const AT = '(_?(am|an|um|datum|dat|date|zeit|time|dt|datetime|zeitpunkt|timestamp|ts))?';

/** How columns are called, in English and German, by `plainName`. */
const NAMES = {
  patient: new RegExp(`^(patient(en)?|pat|pid|subject|person|mrn|member)${ID}$`),
  admission: new RegExp(
    `^(fall|falls|case|hadm|encounter|enc|visit|admission|adm|stay|aufenthalts?|episode)${ID}$`,
  ),
  icuStay: new RegExp(`^(icu_?stay|stay|its_?(aufenthalt|fall)|intensiv_?aufenthalt)${ID}$`),
  start: new RegExp(`^(aufnahme|admit|admission|adm|start|beginn|von|in|eintritt|zugang|from)s?${AT}$`),
  end: new RegExp(`^(entlass(ung)?s?|disch(arge)?|end|ende|bis|out|austritt|abgang|until|to)${AT}$`),
  birth: /^(geb|birth|dob)|geburts/,
  death: /^(dod|death|todes|sterbe|verstorben_am|deceased_(at|date))/,
  sex: /^(sex|gender|geschlecht|geschl)$/,
  age: /^(age|alter|anchor_age)(_(at|in|bei|jahre|years|admission|aufnahme).*)?$/,
  died: /^(died|expired?|hospital_expire_flag|verstorben|tod|death_flag|in_?hospital_(death|mortality)|mortality)$/,
  discharge:
    /(entlass(ungs?)?(_?(grund|art|status|ziel))|disch(arge)?_?(disposition|location|status|reason|to|type)|disposition)/,
  type: /(aufnahme_?(art|grund|anlass|typ)|adm(it|ission)?_?(type|reason|class|source_type))/,
  from: /(aufnahme_?(von|ort|quelle)|einweis|adm(it|ission)_?(from|source|location))/,
  ward: /^(station|ward|abteilung|fachabteilung|department|dept|unit|careunit|first_careunit|service)(_.*)?$/,
  known:
    /(eingetragen|erfasst|dokumentiert|validier|freigabe|entered|recorded|stored?|storetime|resulted|verified|result_time|befundzeit)/,
  time: /(zeit|time|datum|date|entnahme|timestamp|charted|collected|abnahme|beginn|start)/,
  code: /^(icd|icd_?(9|10)?_?(code|gm|kode)?|diagnose(n)?_?(code|schluessel|kode)?|diagnosis_?code|diag|dx_?\d*|ops(_?code)?|proz(edur)?(_?(code|kode))?|procedure_?code|code|kode|atc(_?code)?|loinc(_?code)?|ndc|test_?(code|id|nr)|item_?id|analyt_?(code|id))$/,
  system: /^(system|code_?system|vocabulary|coding_?system|katalog|icd_version|version)$/,
  name: /(^|_)(test|parameter|analyt|label|bezeichnung|name|untersuchung|wirkstoff|drug|medikament|text|beschreibung|description|titel|title|item)(_?(name|label|bezeichnung))?$/,
  value: /^(wert|value|result|ergebnis|messwert|valuenum|num_?value|numeric_?value|value_?num)(_.*)?$/,
  unit: /^(einheit|unit|units|uom|valueuom|dimension)$/,
  low: /(ref.*(low|lower|min|unter|von)|normal_?(low|unter|von)|range_?low)/,
  high: /(ref.*(high|upper|max|ober|bis)|normal_?(high|ober|bis)|range_?high)/,
  kind: /^(art|kind|typ|type|category|kategorie|note_?type|dokument_?(art|typ))$/,
  text: /(text|note|befund|bericht|brief|inhalt|content|body)/,
  race: /^(race|ethnicity|ethnie)$/,
  insurance: /^(insurance|versicherung|payer|kasse)/,
} as const satisfies Record<string, RegExp>;

export type Meaning = keyof typeof NAMES;

export function isCalled({ plainName }: Pick<ColumnProfile, 'plainName'>, meaning: Meaning): boolean {
  return NAMES[meaning].test(plainName);
}

/** Names of files and sheets that say what they hold, by `plainName`. */
export const FILE_NAMES = {
  icuStays: /(^|_)(icu|its|intensiv)/,
  diagnoses: /diag|icd|(^|_)dx/,
  procedures: /proz|proced|(^|_)ops(_|$)/,
  medications: /medi[kc]a|drug|arznei|presc|pharm|verordn|medic/,
  notes: /note|brief|befund|bericht|text|dokument/,
  results: /lab|wert|result|mess|vital|chart|observ/,
  people: /pat|person|stamm|demog/,
  admissions: /faelle|fall|admis|encounter|aufenthalt|aufnahme|visit|case|stay/,
} as const;
