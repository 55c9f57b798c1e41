import type { DataName, StudyData } from './data.ts';
import type { Report } from './report.ts';

export interface StudyContext {
  readonly data: StudyData;
  /** Of the weights, one training each. */
  readonly seeds: readonly number[];
  /** Shared by all methods. */
  readonly maskSeeds: readonly number[];
  /** Shares of modalities that are masked where the paper averages over them. */
  readonly rates: readonly number[];
  readonly resamples: number;
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
