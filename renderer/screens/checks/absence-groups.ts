import type { MissingnessReport } from '../../../main/api/services.ts';
import type { AbsenceRow } from '../../charts/absence-map.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';

export type Variable = MissingnessReport['groups'][number]['variable'];
export type Group = Pick<MissingnessReport['groups'][number], 'group' | 'n' | 'states'>;

/** Groups that differ by less, or by less than so many standard errors, are alike: there are many pairs of them. */
const DIFFERENCE = 0.03;
const STANDARD_ERRORS = 3;

interface GroupWords {
  /** Of everybody. */
  readonly all: string;
  readonly names: Readonly<Record<string, string>>;
}

/** Everybody first, and the groups of a variable, with the words for them. */
export function groupsOf(
  report: MissingnessReport,
  variable: Variable | undefined,
  { all, names }: GroupWords,
): Group[] {
  const everybody = {
    group: all,
    n: report.n,
    states: Object.fromEntries(report.modalities.map(({ modality, states }) => [modality, states])),
  };
  const own = report.groups.filter((group) => group.variable === variable);
  return [everybody, ...own.map((group) => ({ ...group, group: names[group.group] ?? group.group }))];
}

/** Share of a group in which each modality is absent. */
export function absenceRow(group: Group): AbsenceRow {
  return {
    group: group.group,
    shares: Object.fromEntries(MODALITY_ORDER.map((name) => [name, shareOf(group, name)])),
  };
}

function shareOf({ n, states }: Group, modality: ModalityName): number | null {
  const absent = states[modality]?.unavailable ?? null;
  return absent === null || n === null || n === 0 ? null : absent / n;
}

interface Placed {
  readonly group: string;
  readonly share: number;
  readonly n: number;
}

export interface Difference {
  readonly modality: ModalityName;
  /** The groups in which the modality is absent least and most. */
  readonly low: Placed;
  readonly high: Placed;
}

/** The modality whose absence differs most between groups; `null` where they are alike. */
export function largestDifference(groups: readonly Group[]): Difference | null {
  const differences = MODALITY_ORDER.flatMap((modality): Difference[] => {
    const placed = groups.flatMap((group): Placed[] => {
      const share = shareOf(group, modality);
      return share === null ? [] : [{ group: group.group, share, n: group.n ?? 0 }];
    });
    placed.sort((a, b) => a.share - b.share);
    const [low, high] = [placed[0], placed.at(-1)];
    if (low === undefined || high === undefined) return [];
    const difference = { modality, low, high };
    return isLarge(difference) ? [difference] : [];
  });
  differences.sort((a, b) => spanOf(b) - spanOf(a));
  return differences[0] ?? null;
}

function isLarge(difference: Difference): boolean {
  const variance = ({ share, n }: Placed): number => (share * (1 - share)) / n;
  const error = Math.sqrt(variance(difference.low) + variance(difference.high));
  const span = spanOf(difference);
  return span >= DIFFERENCE && span >= STANDARD_ERRORS * error;
}

function spanOf({ low, high }: Difference): number {
  return high.share - low.share;
}
