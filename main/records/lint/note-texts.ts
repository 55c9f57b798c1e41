import { createHash } from 'node:crypto';
import type { NoteEvent } from '../../../models/features/evidence.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { wilsonInterval } from '../../../models/statistics/wilson.ts';
import { Tally } from '../cohorts/tally.ts';
import { OUTCOME_HEADINGS } from '../evidence/outcome-sections.ts';
import { type Check, type Finding, type LintRule, type LintSubject, perFeature } from './rule.ts';
import { type Sentence, sentence } from '../../../models/wording.ts';

const headings = (names: readonly string[]): RegExp =>
  new RegExp(`^[ \\t]*(${names.join('|')})[ \\t]*[:-]`, 'gim');

/** What the heading of a section that states the outcome is called elsewhere than in MIMIC's summaries. */
const OTHER_HEADINGS = [
  'disposition',
  'condition on discharge',
  'discharged to',
  'discharge status',
  'hospital disposition',
  'cause of death',
  'date of death',
  'time of death',
  'death summary',
  'death note',
];
const REMOVED = headings(OUTCOME_HEADINGS);
const OTHERS = headings(OTHER_HEADINGS);

function startSections({ cohort }: LintSubject): Check {
  const removed = new Tally();
  const others = new Tally();
  return {
    see: ({ evidence }) => {
      for (const { kind, text } of evidence.notes) {
        if (kind === 'entry') continue;
        for (const heading of headingsOf(text, OTHERS)) others.add(heading);
        if (kind !== 'discharge') continue;
        for (const heading of headingsOf(text, REMOVED)) removed.add(heading);
      }
    },
    findings: () => [
      ...perFeature(
        cohort.inputs.outcomeSections ? 'warning' : 'error',
        removed.toRecord(),
        sentence`summaries have it as a section that a model reads`,
      ),
      ...perFeature(
        'judge',
        others.toRecord(),
        sentence`notes have it as a heading; look whether what stands under it states the outcome`,
      ),
    ],
  };
}

function headingsOf(text: string, pattern: RegExp): Set<string> {
  return new Set(Array.from(text.matchAll(pattern), ([, heading = '']) => heading.toLowerCase()));
}

export const OUTCOME_SECTION: LintRule = {
  name: 'outcome-section',
  title: 'Sections that state the outcome',
  meaning:
    'Discharge disposition and condition say where the patient went and in what state: for a death or a transfer that is the answer. They are taken out unless you ask for them.',
  reads: 'records',
  start: startSections,
};

/** Words by which a note says how it ended, or that the end is expected. */
const PHRASES: Readonly<Record<string, RegExp>> = {
  expired: /\bexpired\b/i,
  deceased: /\bdeceased\b/i,
  'passed away': /\bpassed away\b/i,
  'pronounced dead': /\bpronounced dead\b/i,
  'time of death': /\btime of death\b/i,
  'comfort measures only': /\b(comfort measures only|CMO)\b/,
  hospice: /\bhospice\b/i,
  'will be readmitted': /\b(will be|planned) readmi(tted|ssion)\b/i,
};
const FEWEST_STAYS = 10;

/** Words that come with the outcome more often than chance would have it. */
function startPhrases(): Check {
  const stays = new Tally(['all']);
  const positives = new Tally(['all']);
  return {
    see: ({ evidence, encounter: { label } }) => {
      if (label === null || evidence.notes.length === 0) return;
      const found = Object.keys(PHRASES).filter((phrase) => saysSo(evidence.notes, phrase));
      for (const name of ['all', ...found]) {
        stays.add(name);
        positives.add(name, label);
      }
    },
    findings: () => {
      const overall = positives.of('all') / stays.of('all');
      const telling = Object.keys(PHRASES).filter((phrase) => {
        const rate = wilsonInterval(positives.of(phrase), stays.of(phrase));
        return stays.of(phrase) >= FEWEST_STAYS && isDefined(rate) && rate.value[0] > overall;
      });
      return perFeature(
        'judge',
        Object.fromEntries(telling.map((phrase) => [phrase, stays.of(phrase)])),
        (phrase) =>
          sentence`stays whose notes say so, ${positives.of(phrase)} of them positive; of all with notes ${percent(overall)} are`,
      );
    },
  };
}

function saysSo(notes: readonly NoteEvent[], phrase: string): boolean {
  return notes.some(({ text }) => PHRASES[phrase]?.test(text) === true);
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)} %`;
}

export const OUTCOME_PHRASE: LintRule = {
  name: 'outcome-phrase',
  title: 'Words that tell the outcome',
  meaning:
    'Notes use words such as "expired" or "hospice". Where they stand in notes of the patients who died, the model may be reading the outcome rather than predicting it.',
  reads: 'records',
  start: startPhrases,
};

/** Shorter paragraphs are headings and set phrases, which everybody copies. */
const SHORTEST_PARAGRAPH = 200;

function startCopies(): Check {
  /** Texts of whole notes, with the first person that has them. */
  const owners = new Map<string, number>();
  let person: { readonly id: number; readonly paragraphs: Map<string, number> } | undefined;
  let [forward, shared] = [0, 0];
  return {
    see: ({ evidence, encounter: { patientId, encounterId } }) => {
      if (person?.id !== patientId) person = { id: patientId, paragraphs: new Map() };
      const { paragraphs } = person;
      for (const note of evidence.notes.filter(({ kind }) => kind !== 'entry')) {
        forward += Number(hasParagraphOfAnother(note, paragraphs, encounterId));
        shared += Number(isOfAnother(note, owners, patientId));
      }
    },
    findings: () => [
      ...copies(
        sentence`copied from an earlier stay`,
        forward,
        sentence`notes repeat a paragraph of a note of another stay of the same person`,
      ),
      ...copies(
        sentence`the same text for several people`,
        shared,
        sentence`notes are word for word those of another person, who may be in another split`,
      ),
    ],
  };
}

function copies(feature: Sentence, count: number, detail: Sentence): Finding[] {
  return count === 0 ? [] : [{ severity: 'judge', feature, detail, count }];
}

/** @param paragraphs of the person's notes so far, with the stay that each was first in. */
function hasParagraphOfAnother({ text }: NoteEvent, paragraphs: Map<string, number>, stay: number): boolean {
  let found = false;
  for (const paragraph of text.split(/\n\s*\n/)) {
    const words = normalised(paragraph);
    if (words.length < SHORTEST_PARAGRAPH) continue;
    const key = digest(words);
    const first = paragraphs.get(key);
    if (first === undefined) paragraphs.set(key, stay);
    else found ||= first !== stay;
  }
  return found;
}

function isOfAnother({ text }: NoteEvent, owners: Map<string, number>, patientId: number): boolean {
  const words = normalised(text);
  if (words.length < SHORTEST_PARAGRAPH) return false;
  const key = digest(words);
  const owner = owners.get(key);
  if (owner === undefined) owners.set(key, patientId);
  return owner !== undefined && owner !== patientId;
}

function normalised(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 16);
}

export const COPIED_NOTE: LintRule = {
  name: 'copied-forward-note',
  title: 'Notes copied forward',
  meaning:
    'Parts of notes are copied from stay to stay. What the model reads may describe another time, and the same text in training and test makes it look better than it is.',
  reads: 'records',
  start: startCopies,
};
