import {
  type Icon,
  IconActivityHeartbeat,
  IconFileText,
  IconPill,
  IconReportMedical,
  IconTestPipe,
  IconUser,
} from '@tabler/icons-react';
import type { ModalityName } from '../../models/modalities/modality.ts';

export type { ModalityName };

/** How a modality looks wherever it appears; its name is in the text catalogue. */
interface ModalityLook {
  readonly name: ModalityName;
  readonly icon: Icon;
  /** CSS colour; follows light and dark. */
  readonly color: string;
}

/** The six modalities in their one fixed order. */
export const MODALITY_LOOKS: readonly ModalityLook[] = [
  { name: 'demographics', icon: IconUser, color: 'var(--modality-demographics)' },
  { name: 'notes', icon: IconFileText, color: 'var(--modality-notes)' },
  { name: 'labs', icon: IconTestPipe, color: 'var(--modality-labs)' },
  { name: 'diagnoses', icon: IconReportMedical, color: 'var(--modality-diagnoses)' },
  { name: 'procedures', icon: IconActivityHeartbeat, color: 'var(--modality-procedures)' },
  { name: 'medications', icon: IconPill, color: 'var(--modality-medications)' },
];

export const MODALITY_ORDER: readonly ModalityName[] = MODALITY_LOOKS.map(({ name }) => name);

const BY_NAME = new Map(MODALITY_LOOKS.map((look) => [look.name, look]));

export function lookOf(modality: ModalityName): ModalityLook {
  const look = BY_NAME.get(modality);
  if (look === undefined) throw new Error(`no look for modality ${modality}`);
  return look;
}

/** The given modalities in the fixed order. */
export function inOrder(modalities: Iterable<ModalityName>): ModalityName[] {
  const wanted = new Set(modalities);
  return MODALITY_ORDER.filter((name) => wanted.has(name));
}

/** A modality name, or `undefined` for any other text. */
export function maybeModality(text: string): ModalityName | undefined {
  return MODALITY_ORDER.find((name) => name === text);
}
