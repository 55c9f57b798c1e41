import type { ModelSummary } from '../../../main/api/services.ts';

type Candidate = Pick<ModelSummary, 'id' | 'task' | 'missing'>;

/** Models that are compared at a time. */
const COMPARED_AT_ONCE = 2;

/** The models that are chosen to be compared, in the order of choosing; what no longer fits the first is left out. */
export function chosenOf<Model extends Candidate>(models: readonly Model[], ids: readonly string[]): Model[] {
  return ids.reduce<Model[]>((chosen, id) => {
    const model = models.find((each) => each.id === id);
    return model !== undefined && canJoin(model, chosen) ? [...chosen, model] : chosen;
  }, []);
}

/** Whether a model can be compared with what is chosen already: both are scored on the stays of one task. */
export function canJoin({ id, task, missing }: Candidate, chosen: readonly Candidate[]): boolean {
  return (
    !missing &&
    chosen.length < COMPARED_AT_ONCE &&
    chosen.every((other) => other.task === task && other.id !== id)
  );
}
