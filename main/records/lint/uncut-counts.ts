import { factWords } from '../../../models/features/fact-words.ts';
import { Tally } from '../cohorts/tally.ts';
import { demographicsOf } from '../evidence/demographics.ts';
import type { EvidenceContext } from '../evidence/evidence-context.ts';
import { type Check, type LintRule, type LintSubject, perFeature } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

/**
 * Facts about the stay and the history, against the same facts of a record in which nothing after the prediction is
 * written: one that differs was counted beyond it.
 */
function start({ dictionaries }: LintSubject): Check {
  const counts = new Tally();
  return {
    see: ({ context, evidence }) => {
      const cut = demographicsOf(cutAtPrediction(context), dictionaries.codes).values;
      for (const [fact, value] of Object.entries(evidence.demographics.values)) {
        if (cut[fact] !== value) counts.add(factWords(fact));
      }
    },
    findings: () =>
      perFeature(
        'error',
        counts.toRecord(),
        sentence`stays in which it differs once what comes after the prediction is left out`,
      ),
  };
}

/** The same context with a record that ends at the prediction time. */
export function cutAtPrediction(context: EvidenceContext): EvidenceContext {
  const { record, encounter } = context;
  const isKnown = (minute: number) => minute <= encounter.predictionMinute;
  const admissions = record.admissions
    .filter(({ startMinute }) => isKnown(startMinute))
    .map((admission) => ({
      ...admission,
      endMinute: admission.endMinute !== null && isKnown(admission.endMinute) ? admission.endMinute : null,
    }));
  const transfers = record.transfers.filter(({ startMinute }) => isKnown(startMinute));
  return { ...context, record: { ...record, admissions, transfers } };
}

export const UNCUT_COUNT: LintRule = {
  name: 'uncut-count',
  title: 'Counts that run past the prediction',
  meaning:
    'A count such as "admissions in the past year" also counts what came after the prediction, so that a person with many later admissions is known to have survived.',
  reads: 'records',
  start,
};
