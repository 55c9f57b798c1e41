import type { Services } from '../api/services.ts';
import type { HostParts } from './host-parts.ts';
import { sentence } from '../../models/wording.ts';

/** Scores of single encounters and of whole cohorts, what is near an encounter, and disagreement with its score. */
export function predictionServices({
  reader,
  scoring,
  comparing,
  auditing,
  writer,
  databaseJobs,
  current,
  log,
}: HostParts): Services['predictions'] {
  const inCurrent = <T>(input: T): { database: string; input: T } => ({ database: current.require(), input });
  return {
    run: (input) => {
      log.note({ action: 'prediction.run', subject: input.encounter, model: input.model });
      return scoring.call('predict', inCurrent(input));
    },
    coalitions: (input) => {
      log.note({ action: 'prediction.coalitions', subject: input.encounter, model: input.model });
      return scoring.call('coalitions', inCurrent(input));
    },
    neighbourhood: (input) => comparing.call('neighbourhood', inCurrent(input)),
    disagree: async (input) => {
      await writer.call('disagree', inCurrent(input));
      return reader.call('disagreements', inCurrent({ encounter: input.encounter }));
    },
    disagreements: (input) => reader.call('disagreements', inCurrent(input)),
    score: ({ model }) => {
      const database = current.require();
      log.note({ action: 'worklist.score', model });
      return Promise.resolve(
        databaseJobs.start(
          { database, kind: 'scoring', title: sentence`Scoring stays`, request: { kind: 'scoring', model } },
          (call) => auditing.call('score', { database, model }, call),
        ),
      );
    },
  };
}
