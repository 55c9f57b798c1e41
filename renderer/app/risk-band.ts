import type { Settings } from '../../main/api/services.ts';
import { capital } from '../format/words.ts';
import type { Catalogue } from '../text/index.ts';

export interface RiskBand {
  /** 0 = lowest. */
  readonly rank: number;
  readonly count: number;
  readonly name: string;
}

/** The band that a probability falls into; above all upper ends lies one more, named `topName`. */
export function bandOf(probability: number, bands: Settings['bands'], topName: string): RiskBand {
  const index = bands.findIndex(({ below }) => probability < below);
  const rank = index === -1 ? bands.length : index;
  const isOpenEnded = (bands.at(-1)?.below ?? 0) < 1;
  return { rank, count: bands.length + (isOpenEnded ? 1 : 0), name: bands[index]?.name ?? topName };
}

/** The name of a band as it is written everywhere: in the language of the window, its first letter capital. */
export function bandName(name: string, { said }: Pick<Catalogue, 'said'>): string {
  return capital(said(name));
}
