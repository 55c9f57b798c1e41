import type { Coalitions } from '../../../main/api/services.ts';
import { inOrder, type ModalityName } from '../../modality/modalities.ts';

export type Answer = Coalitions['coalitions'][number];

/** What the screen shows for a choice of switches, all of it from answers that were computed before. */
export interface Scene {
  /** The answer with nothing switched off; `null` where there is no score at all. */
  readonly asFound: Answer | null;
  /** The answer for the switches as they are; `null` = not assessed. */
  readonly shown: Answer | null;
  /** Modalities of this record that can be switched. */
  readonly usable: readonly ModalityName[];
  /** Those of them that are switched off. */
  readonly off: readonly ModalityName[];
}

const keyOf = (modalities: Iterable<ModalityName>): string => inOrder(modalities).join(',');

/** Answers by what they use, so that a switch costs one look-up. */
export function indexAnswers(answers: readonly Answer[]): ReadonlyMap<string, Answer> {
  return new Map(answers.map((answer) => [keyOf(answer.used), answer]));
}

/** The scene for the switched-off modalities; names that this record cannot switch are ignored. */
export function sceneOf(
  { coalitions }: Pick<Coalitions, 'coalitions'>,
  index: ReadonlyMap<string, Answer>,
  without: readonly ModalityName[],
): Scene {
  const asFound = coalitions[0] ?? null;
  const usable = inOrder(asFound?.used ?? []);
  const off = usable.filter((name) => without.includes(name));
  const used = usable.filter((name) => !off.includes(name));
  return { asFound, shown: index.get(keyOf(used)) ?? null, usable, off };
}

/** The switched-off modalities after one switch was moved. */
export function toggled({ off, usable }: Scene, modality: ModalityName): ModalityName[] {
  if (!usable.includes(modality)) return [...off];
  return off.includes(modality) ? off.filter((name) => name !== modality) : inOrder([...off, modality]);
}

/** The switched-off modalities when only one is to be used. */
export function allBut({ usable }: Scene, modality: ModalityName): ModalityName[] {
  return usable.filter((name) => name !== modality);
}
