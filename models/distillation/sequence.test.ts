import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { planPhases } from './phases.ts';
import { chooseStudents, DISTILLATION_SEQUENCES, planLanes, stageOf } from './sequence.ts';

const RANDOM = RandomStream.fromSeed(1);
const STUDENTS = [{ student: 4, teachers: [2, 0, 3] }];

describe('method.md 4.3: the sequences of Table 5', () => {
  const teachersOf = (sequence: (typeof DISTILLATION_SEQUENCES)[number]): (readonly number[])[] =>
    planLanes(STUDENTS, sequence, RANDOM).map(({ teachers }) => teachers);

  test('one teacher after the other, or one, or all', () => {
    expect(teachersOf('strongest')).toEqual([[2]]);
    expect(teachersOf('strongestFirst')).toEqual([[2, 0, 3]]);
    expect(teachersOf('weakestFirst')).toEqual([[3, 0, 2]]);
    expect(teachersOf('simultaneous')).toEqual([[2], [0], [3]]);
  });

  test('the random order is a seeded permutation, another for another seed', () => {
    const [own = []] = teachersOf('random');
    expect([...own].sort()).toEqual([0, 2, 3]);
    expect(teachersOf('random')).toEqual([own]);
    const orders = Array.from({ length: 60 }, (_, seed) =>
      planLanes(STUDENTS, 'random', RandomStream.fromSeed(seed))[0]!.teachers.join(),
    );
    expect(new Set(orders).size).toBe(6);
  });

  test('the losses of one student weigh 1 together', () => {
    for (const sequence of DISTILLATION_SEQUENCES) {
      const weights = planLanes(STUDENTS, sequence, RANDOM).map(({ weight }) => weight);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
    }
  });

  test('all stages last equally long, and together as long as one', () => {
    const [lane] = planLanes(STUDENTS, 'weakestFirst', RANDOM);
    const stages = Array.from({ length: 12 }, (_, step) => stageOf(lane!, step, 12));
    expect(stages).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    const single = planLanes(STUDENTS, 'strongest', RANDOM)[0]!;
    expect(new Set(Array.from({ length: 12 }, (_, step) => stageOf(single, step, 12)))).toEqual(new Set([0]));
  });
});

describe('students', () => {
  const strengths = [0.7, null, 0.8, 0.7, 0.55, 0.6];

  test('all but the strongest where none is known to have collapsed, each taught by the stronger ones', () => {
    expect(chooseStudents({ strengths, dead: [], collapsed: null })).toEqual([
      { student: 0, teachers: [2] },
      { student: 3, teachers: [2, 0] },
      { student: 5, teachers: [2, 0, 3] },
      { student: 4, teachers: [2, 0, 3, 5] },
      { student: 1, teachers: [2, 0, 3, 5, 4] },
    ]);
  });

  test('the collapsed one alone, where there is one with something to learn from', () => {
    expect(chooseStudents({ strengths, dead: [], collapsed: 5 })).toEqual([
      { student: 5, teachers: [2, 0, 3] },
    ]);
    expect(chooseStudents({ strengths, dead: [], collapsed: 2 })).toHaveLength(5);
  });

  test('a dead modality has nothing to teach', () => {
    const students = chooseStudents({ strengths, dead: [4, 2], collapsed: null });
    expect(students.map(({ student }) => student)).toEqual([3, 5, 4, 1]);
    expect(students.flatMap(({ teachers }) => teachers)).not.toContain(2);
    expect(chooseStudents({ strengths: [0.5], dead: [], collapsed: null })).toEqual([]);
  });
});

describe('phases', () => {
  const phases = (epochs: number, teacherShare = 0.4, distillationShare = 0.3): number[] => {
    const { distillation, tuning } = planPhases({ epochs, teacherShare, distillationShare });
    return [distillation, tuning];
  };

  test('by share of the epochs, each at least one', () => {
    expect(phases(10)).toEqual([4, 7]);
    expect(phases(1200)).toEqual([480, 840]);
    expect(phases(3)).toEqual([1, 2]);
    expect(phases(3, 0.9, 0.05)).toEqual([1, 2]);
    expect(phases(10, 0.05, 0.9)).toEqual([1, 9]);
  });
});
