import type { ModalityName } from '../../../models/modalities/modality.ts';

/** Modalities whose events a source may know by the minute. */
export type StayEventModality = Exclude<ModalityName, 'demographics' | 'labs'>;
