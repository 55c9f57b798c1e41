import type { LabEvent } from '../features/evidence.ts';
import { vectorizeEncounters } from '../features/vectorize-encounters.ts';
import { fitVectorizers, type VectorizerOptions, type Vectorizers } from '../features/vectorizers.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { RandomStream } from '../random/random-stream.ts';
import type { Dataset } from '../training/dataset.ts';
import { code, evidence, lab } from './evidence.ts';

/**
 * Values of the last six hours, oldest first. Both courses have the same last, first, smallest, largest and mean value,
 * count and slope, so that only their order tells them apart.
 */
const COURSES = [
  [0, 1, -1, -1, 1, 0],
  [0, -1, 1, 1, -1, 0],
] as const;
const HOURS = COURSES[0].length;

/** A cohort whose label is the course of one laboratory item, nine times in ten; codes tell a little. */
export function sequenceDataset(
  encounters: number,
  options: VectorizerOptions = {},
): { readonly dataset: Dataset; readonly vectorizers: Vectorizers } {
  const random = RandomStream.fromSeed('sequence');
  const modalities: readonly ModalityName[] = ['labs', 'diagnoses'];
  const drawn = Array.from({ length: encounters }, (_, i) => {
    const course = random.float() < 0.5 ? 0 : 1;
    const label = random.float() < 0.9 ? course : 1 - course;
    const name = random.float() < 0.6 ? label : 1 - label;
    const isMeasured = random.float() < 0.9;
    const given = {
      ...(isMeasured ? { labs: courseOf(course, random) } : {}),
      diagnoses: [code('ICD10CM', name === 1 ? 'I509' : 'I10')],
    };
    return { label, evidence: evidence(`e${i}`, given), split: splitOf(i) };
  });
  const training = drawn.filter(({ split }) => split === 0).map((own) => own.evidence);
  const vectorizers = fitVectorizers(training, options);
  const vectors = vectorizeEncounters(
    vectorizers,
    modalities,
    drawn.map((own) => own.evidence),
  );
  return {
    vectorizers,
    dataset: {
      ...vectors,
      labels: Uint8Array.from(drawn, ({ label }) => label),
      splits: Uint8Array.from(drawn, ({ split }) => split),
    },
  };
}

function courseOf(course: 0 | 1, random: RandomStream): LabEvent[] {
  const level = random.uniform(-0.3, 0.3);
  return COURSES[course].map((value, hour) =>
    lab('MIMIC-LAB:50971', 4 + level + value, { minutesBefore: 60 * (HOURS - 1 - hour) + 30 }),
  );
}

/** 60 / 20 / 0 / 20, ten encounters a round. */
function splitOf(encounter: number): number {
  const place = encounter % 10;
  return place < 6 ? 0 : place < 8 ? 1 : 3;
}
