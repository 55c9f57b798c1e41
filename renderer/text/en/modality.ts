import type { ModalityName, ModalityState } from '../../../models/modalities/modality.ts';

const name: Record<ModalityName, string> = {
  demographics: 'Demographics',
  notes: 'Notes',
  labs: 'Labs',
  diagnoses: 'Diagnoses',
  procedures: 'Procedures',
  medications: 'Medications',
};

const state: Record<ModalityState, string> = {
  present: 'present',
  noneRecorded: 'none recorded',
  unavailable: 'absent',
  nothingKnownToModel: 'nothing known to the model',
};

const stateMeaning: Record<ModalityState, string> = {
  present: 'At least one item lies in the window and is known to the model.',
  noneRecorded: 'The source covers this stay and holds nothing: an observed zero, not a gap.',
  unavailable: 'The source does not cover it for this stay: a gap.',
  nothingKnownToModel: 'There are items, but none that the model learned about: handled like a gap.',
};

export const modality = {
  name,
  state,
  stateMeaning,
  off: 'switched off',
  standsIn: (by: string) => `${by} stand in`,
  standsInFor: (modalityName: string, by: string) => `${by} stand in for ${modalityName.toLowerCase()}`,
  /** After the state of a modality, before the name of what stands in for it. */
  inItsPlace: (state: string) => `${state}, in its place:`,
  /** How alike what stands in is to what is missing. */
  likeness: {
    hardly: 'hardly similar',
    slightly: 'slightly similar',
    fairly: 'fairly similar',
    very: 'very similar',
  },
  likenessWithValue: (likeness: string, value: string) => `${likeness} (${value})`,
  unknownLikeness: 'similarity unknown',
  nothingStandsIn: 'nothing stands in',
  presentMarks: (present: string, absent: string) =>
    absent === '' ? `present: ${present}` : `present: ${present || 'none'}; absent: ${absent}`,
};
