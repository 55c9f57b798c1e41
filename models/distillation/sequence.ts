import type { RandomStream } from '../random/random-stream.ts';

/** How the teachers of one student follow each other. */
export const DISTILLATION_SEQUENCES = [
  'weakestFirst',
  'strongest',
  'strongestFirst',
  'random',
  'simultaneous',
] as const;
export type DistillationSequence = (typeof DISTILLATION_SEQUENCES)[number];

/** A modality that is taught. Modalities are numbers, in the order of the model. */
export interface Student {
  readonly student: number;
  /** The modalities it learns from, strongest first. */
  readonly teachers: readonly number[];
}

/** A place at which a student is taught by one modality at a time. */
export interface Lane {
  readonly student: number;
  /** One after the other, each for the same time. */
  readonly teachers: readonly number[];
  /** Of its loss in that of the student. */
  readonly weight: number;
}

/**
 * Who teaches whom, when. Every student is taught for the same time in all, whatever the sequence.
 * @param random draws the order of `random`, one for each student.
 * @see Chaudhuri et al. 2025, Table 5
 */
export function planLanes(
  students: readonly Student[],
  sequence: DistillationSequence,
  random: RandomStream,
): Lane[] {
  return students.flatMap(({ student, teachers }): Lane[] => {
    switch (sequence) {
      case 'weakestFirst':
        return [{ student, teachers: teachers.toReversed(), weight: 1 }];
      case 'strongest':
        return [{ student, teachers: teachers.slice(0, 1), weight: 1 }];
      case 'strongestFirst':
        return [{ student, teachers, weight: 1 }];
      case 'random': {
        const order = [...random.fork(student).permutation(teachers.length)];
        return [{ student, teachers: order.flatMap((i) => teachers[i] ?? []), weight: 1 }];
      }
      case 'simultaneous':
        return teachers.map((teacher) => ({ student, teachers: [teacher], weight: 1 / teachers.length }));
    }
  });
}

/** Which of its teachers a lane has at a step of the distillation. @param step from 0, of `steps`. */
export function stageOf({ teachers }: Lane, step: number, steps: number): number {
  return Math.min(teachers.length - 1, Math.floor((step * teachers.length) / steps));
}

/** What is known of each modality when students are chosen. */
export interface Standings {
  /** AUROC alone; `null` = undefined, taken for the weakest. */
  readonly strengths: readonly (number | null)[];
  /** Without signal of their own: they have nothing to teach. */
  readonly dead: readonly number[];
  /** The modality that joint training has eliminated, if there is one. */
  readonly collapsed: number | null;
}

/**
 * The collapsed modality, or, where none is known to be, all but the strongest; each learns from the modalities that are
 * stronger. Ties go by the order of the model. A modality with no stronger one is no student.
 * @see method.md 4.3
 */
export function chooseStudents({ strengths, dead, collapsed }: Standings): Student[] {
  const strengthOf = (m: number): number => strengths[m] ?? -Infinity;
  const ranked = [...strengths.keys()].sort((a, b) =>
    strengthOf(a) === strengthOf(b) ? a - b : strengthOf(b) - strengthOf(a),
  );
  const taught = ranked.flatMap((student, place): Student[] => {
    const teachers = ranked.slice(0, place).filter((m) => !dead.includes(m));
    return teachers.length > 0 ? [{ student, teachers }] : [];
  });
  const eliminated = taught.filter(({ student }) => student === collapsed);
  return eliminated.length > 0 ? eliminated : taught;
}
