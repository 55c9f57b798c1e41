import type { ModalityName } from '../../models/modalities/modality.ts';
import type { DataName, StudyData } from './data.ts';
import type { Report } from './report.ts';

/** What makes a training shorter. */
export interface SizeSettings {
  readonly epochs?: number;
  readonly members?: number;
}

export interface StudyContext {
  readonly data: StudyData;
  /** Of the weights, one training each. */
  readonly seeds: readonly number[];
  /** Shared by all methods. */
  readonly maskSeeds: readonly number[];
  /** Shares of modalities that are masked where the paper averages over them. */
  readonly rates: readonly number[];
  /** Of avMNIST: images a class that have audio in training. */
  readonly pairs: readonly number[];
  readonly resamples: number;
  /** In the place of what every network is trained with, to fit a small machine; nothing by default. */
  readonly settings: SizeSettings;
  /** What the figures of collapse look at: a modality that fusion tends to pass over. */
  readonly modality: ModalityName;
  /** Everything that the paper does, also what takes hours. */
  readonly full: boolean;
  /** Where partial results are kept. */
  readonly folder: string;
  readonly onStep: (step: string) => void;
}

/** A table or figure of a paper: what it is of, and how it is measured here. */
export interface Study {
  readonly data: readonly DataName[];
  /** Where it is not the paper's own experiment: what is different. */
  readonly reading?: string;
  readonly run: (context: StudyContext) => Promise<Report>;
}
