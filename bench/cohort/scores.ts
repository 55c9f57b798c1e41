import { labelledEncounters } from '../../main/records/cohorts/labelled-encounters.ts';
import { openDatabase } from '../../main/records/database.ts';
import { registerModel } from '../../main/records/models.ts';
import { savePredictions } from '../../main/records/predictions.ts';
import { madeUpModel } from '../../main/testing/made-up-model.ts';
import { COHORT } from './spec.ts';

/** Leaves no two alike, and no order. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

/** Gives every encounter the score of a made-up model, so that the list can be sorted by risk. */
export function giveScores(database: string): void {
  const db = openDatabase(database);
  try {
    const details = madeUpModel(COHORT);
    registerModel(db, { details, hash: '' });
    const scores = labelledEncounters(db, COHORT).map(({ encounter }, i) => {
      const probability = (i * GOLDEN_RATIO) % 1;
      return { encounter, probability, logit: probability, present: [] };
    });
    savePredictions(db, details.id, scores);
  } finally {
    db.close();
  }
}
