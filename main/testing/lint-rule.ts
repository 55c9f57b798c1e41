import type { CohortSpec } from '../api/common.ts';
import { selectFrom } from '../records/cohorts/labelled-encounters.ts';
import { Tally } from '../records/cohorts/tally.ts';
import type { Database } from '../records/database.ts';
import { readContexts } from '../records/evidence/context-reader.ts';
import { openDictionary } from '../records/evidence/dictionary.ts';
import { encounterEvidence } from '../records/evidence/encounter-evidence.ts';
import type { EvidenceContext } from '../records/evidence/evidence-context.ts';
import { openLabDictionary } from '../records/evidence/lab-dictionary.ts';
import { type SelectedEvents, selectEvents } from '../records/evidence/select-events.ts';
import type { Finding, LintRule, LintSubject, SeenEncounter } from '../records/lint/rule.ts';

/** A cohort as rules are given it. */
export function lintSubject(db: Database, spec: CohortSpec): LintSubject {
  const { cohort, source, encounters } = selectFrom(db, spec);
  const dictionaries = { codes: openDictionary(db), labs: openLabDictionary(db) };
  return { db, cohort, source, encounters, dictionaries, model: null, scores: null };
}

/** What the rule finds in a cohort, or `null` where it has nothing to check, every encounter changed as a test needs. */
export function findingsOf(
  rule: LintRule,
  subject: LintSubject,
  change: (seen: SeenEncounter) => SeenEncounter = (seen) => seen,
): readonly Finding[] | null {
  const check = rule.start(subject);
  for (const seen of seenEncounters(subject)) check?.see?.(change(seen));
  return check?.findings() ?? null;
}

/** @param select a selection of rows to be checked, e.g. one that lets through what it should not. */
export function* seenEncounters(
  { db, cohort, encounters, dictionaries }: LintSubject,
  select: (context: EvidenceContext) => SelectedEvents = selectEvents,
): Generator<SeenEncounter> {
  const contexts = readContexts(db, cohort, encounters, { notes: 'allNotes', leftOut: new Tally() });
  let row = 0;
  for (const context of contexts) {
    const selected = select(context);
    yield {
      encounter: encounters[row]!,
      context,
      selected,
      evidence: encounterEvidence(context, selected, dictionaries),
    };
    row += 1;
  }
}
