import { collapsedModality, modalityStanding } from '../../models/diagnostics/modality-standing.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import type { TrainedModel } from '../../models/training/trained-model.ts';
import type { Audit } from '../api/services.ts';

/**
 * Marks the modality that the model has eliminated, if there is one: it could tell something alone, and removing it
 * changes next to nothing (method.md 0).
 * @param strength validation AUROC of each modality alone, with its interval.
 */
export function markCollapsed(
  modalities: Audit['modalities'],
  strength: TrainedModel['strength'],
): Audit['modalities'] {
  const entries = Object.entries(modalities);
  const collapsed = collapsedModality(
    entries.map(([name, { ablation }]) => {
      const alone = strength[name as ModalityName];
      return {
        strength: alone?.auroc ?? null,
        reliance: ablation,
        standing: modalityStanding(alone?.interval ?? null),
      };
    }),
  );
  return Object.fromEntries(
    entries.map(([name, reliance], index) => [name, { ...reliance, collapsed: index === collapsed }]),
  );
}
