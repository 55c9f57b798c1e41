import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import type { ModalityName } from '../../../models/modalities/modality.ts';

/** One thing that a model may know of a stay, as it is handed on. Texts are not: they may hold anything. */
export interface ExportedEvent {
  readonly modality: ModalityName;
  /** `null` where the source gives no time: known at the prediction time. */
  readonly minutesBefore: number | null;
  readonly system: string;
  readonly code: string;
  readonly name: string | null;
  readonly value: number | null;
  /** Of a fact that is no number. */
  readonly category: string | null;
  readonly unit: string | null;
  /** The line it was read from: one that several stays share is one event. */
  readonly file: string;
  readonly line: number;
}

/** The system of facts about the person and the stay. */
export const FACTS = 'LACUNA';

/** The events of a stay, notes aside. */
export function* exportedEvents(evidence: EncounterEvidence): Generator<ExportedEvent> {
  const { demographics, diagnoses, procedures, medications, labs } = evidence;
  const { file, line } = demographics;
  for (const [code, value] of Object.entries(demographics.values)) {
    if (value === null) continue;
    const [number, category] = typeof value === 'number' ? [value, null] : [null, value];
    const fact = { modality: 'demographics', minutesBefore: 0, system: FACTS, code, name: null } as const;
    yield { ...fact, value: number, category, unit: null, file, line };
  }
  for (const [modality, codes] of Object.entries({ diagnoses, procedures, medications })) {
    for (const event of codes) {
      yield { ...event, modality: modality as ModalityName, value: null, category: null, unit: null };
    }
  }
  for (const { item, name, minutesBefore, value, unit, ...place } of labs) {
    const colon = item.indexOf(':');
    yield {
      modality: 'labs',
      minutesBefore,
      system: item.slice(0, colon),
      code: item.slice(colon + 1),
      name,
      value,
      category: null,
      unit,
      file: place.file,
      line: place.line,
    };
  }
}
