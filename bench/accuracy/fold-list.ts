import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { holdOutFolds } from '../../models/training/folds.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import type { LabelledEncounter } from '../../main/records/cohorts/select-cohort.ts';

export const NUM_FOLDS = 5;
const SEED = 2026;
const FILE = path.join(import.meta.dirname, 'eicu-folds.json');

const foldList = z.array(z.array(z.string()));

/** Ids of stays, one list a fold. */
export type FoldList = z.infer<typeof foldList>;

/** The committed folds of the eICU demo's `mortality-hospital`, so that every run is on the same ones. */
export function readFolds(): FoldList {
  return foldList.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** Deals patients to folds, those with a positive stay and those without apart. */
export function dealFolds(encounters: readonly LabelledEncounter[]): FoldList {
  const rows = Int32Array.from(encounters.keys());
  const cohort = {
    patients: encounters.map(({ patient }) => patient),
    labels: Uint8Array.from(encounters, ({ label }) => label ?? 0),
  };
  return holdOutFolds(rows, cohort, NUM_FOLDS, RandomStream.fromSeed(SEED)).map(({ monitor }) =>
    Array.from(monitor, (row) => encounters[row]?.encounter ?? ''),
  );
}

/** The fold of each encounter. @throws {Error} for an encounter of no fold: then the cohort is another one. */
export function foldsOf(folds: FoldList, encounters: readonly string[]): number[] {
  const foldOf = new Map(
    folds.flatMap((fold, number) => fold.map((encounter) => [encounter, number] as const)),
  );
  return encounters.map((encounter) => {
    const fold = foldOf.get(encounter);
    if (fold === undefined) throw new Error(`stay ${encounter} is in no fold of the list`);
    return fold;
  });
}
