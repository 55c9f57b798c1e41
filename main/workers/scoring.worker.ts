import type { Coalitions, Neighbourhood, Prediction, PredictionRequest } from '../api/services.ts';
import { loadPreferredEngine } from '../settings/preferred-engine.ts';
import { encounterCoalitions } from '../prediction/encounter-coalitions.ts';
import { loadModel, type LoadedModel } from '../prediction/loaded-model.ts';
import { neighbourhood } from '../prediction/neighbourhood.ts';
import { predictEncounter } from '../prediction/predict-encounter.ts';
import type { Database } from '../records/database.ts';
import { openReader } from '../records/open-reader.ts';
import { registeredModel } from '../records/models.ts';
import { referenceStays, type ReferenceStays } from '../prediction/reference-stays.ts';
import { expose } from './expose.ts';
import { nameDatabaseFailure } from './name-database-failure.ts';

/** Scores single encounters for the window: tensors and records in one thread, nothing else waits on it. */

interface Opened {
  readonly database: string;
  readonly db: Database;
  readonly modelId: string;
  readonly model: LoadedModel;
  /** Read when a stay is first compared with others. */
  reference?: ReferenceStays;
}

/** The database and model asked for last stay open, so that the next patient opens at once. */
let opened: Opened | null = null;

async function opening(database: string, modelId: string): Promise<Opened> {
  if (opened?.database === database && opened.modelId === modelId) return opened;
  release();
  const db = openReader(database);
  try {
    const model = await loadModel(registeredModel(db, modelId).path);
    opened = { database, db, modelId, model };
    return opened;
  } catch (error) {
    db.close();
    throw error;
  }
}

function release(): void {
  opened?.model.predictor.dispose();
  opened?.db.close();
  opened = null;
}

const functions = {
  /** The engine that scores and trains here. */
  engine: (_input: null) => loadPreferredEngine(),
  release: (_input: null) => release(),
  predict: async ({
    database,
    input,
  }: {
    database: string;
    input: PredictionRequest;
  }): Promise<Prediction> => {
    const { db, model } = await opening(database, input.model);
    return predictEncounter(db, model, {
      encounter: input.encounter,
      without: input.without,
      ...(input.substitution === undefined ? {} : { substitution: input.substitution }),
    });
  },
  coalitions: async (request: {
    database: string;
    input: { encounter: string; model: string };
  }): Promise<Coalitions> => {
    const { db, model } = await opening(request.database, request.input.model);
    return encounterCoalitions(db, model, request.input.encounter);
  },
  neighbourhood: async (request: {
    database: string;
    input: { encounter: string; model: string };
  }): Promise<Neighbourhood> => {
    const open = await opening(request.database, request.input.model);
    open.reference ??= referenceStays(open.db, open.model);
    return neighbourhood(open.db, open.model, open.reference, request.input.encounter);
  },
};
export type ScoringFunctions = typeof functions;

expose({ functions, nameFailure: nameDatabaseFailure, close: release });
