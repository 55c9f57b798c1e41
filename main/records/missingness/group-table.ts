import { type ModalityName, perModality } from '../../../models/modalities/modality.ts';
import { GROUP_VARIABLES } from '../../api/missingness.ts';
import type { MissingnessReport } from '../../api/services.ts';
import type { FoundStates } from '../evidence/states.ts';
import { type Cell, hideSmallCells, hideSmallParts, SMALLEST_CELL } from './small-cells.ts';
import type { GroupVariable, Memberships } from './subgroups.ts';

type StateCells = MissingnessReport['groups'][number]['states'][ModalityName] & object;

const STATES = ['present', 'noneRecorded', 'unavailable'] as const;
/** What the report is about is hidden last. */
const ABSENT = STATES.indexOf('unavailable');
/** Groups of a variable that are shown by themselves; the others are taken together. */
const MOST_GROUPS = 12;

interface Counted {
  readonly variable: GroupVariable;
  readonly group: string;
  n: number;
  /** By modality, in the order of the states. */
  readonly states: Record<ModalityName, [number, number, number]>;
}

/** A group as it is shown: one, or several small ones together. */
export interface ShownGroup {
  readonly variable: GroupVariable;
  readonly group: string;
  readonly n: Cell;
  /** The same, whether it is shown or not. */
  readonly size: number;
  readonly states: Record<ModalityName, StateCells>;
  /** Positions of the groups that it is made of. */
  readonly parts: readonly number[];
}

/** Counts the three states of every modality in every group. */
export class GroupTable {
  readonly #groups: Counted[] = [];
  readonly #positions = new Map<string, number>();

  /** @returns the positions of the encounter's groups. */
  add(memberships: Memberships, states: FoundStates): number[] {
    return GROUP_VARIABLES.flatMap((variable) => {
      const group = memberships[variable];
      if (group === null) return [];
      const position = this.#positionOf(variable, group);
      const counted = this.#groups[position];
      if (counted === undefined) return [];
      counted.n += 1;
      for (const [modality, counts] of Object.entries(counted.states)) {
        const state = STATES.indexOf(states[modality as ModalityName]);
        counts[state as 0 | 1 | 2] += 1;
      }
      return [position];
    });
  }

  /** The states of a modality over everybody. */
  overall(modality: ModalityName): StateCells {
    const labels = this.#groups.filter(({ variable }) => variable === 'label');
    const sums = STATES.map((_, state) =>
      labels.reduce((sum, { states }) => sum + (states[modality][state] ?? 0), 0),
    );
    return cellsOf(hideSmallCells([sums], { kept: ABSENT })[0] ?? []);
  }

  /** Every variable that has more than one group, the largest group first; the order of age bands is kept. */
  shown(): ShownGroup[] {
    return GROUP_VARIABLES.flatMap((variable) => {
      const together = this.#joined(variable);
      if (together.length < 2) return [];
      const sizes = hideSmallParts(together.map(({ n }) => n));
      const tables = perModality((modality) =>
        hideSmallCells(
          together.map(({ states }) => states[modality]),
          { kept: ABSENT },
        ).map(cellsOf),
      );
      return together.map(({ group, parts, n: size }, i): ShownGroup => {
        const n = sizes[i] ?? null;
        const states = perModality((modality) => (n === null ? undefined : tables[modality][i]) ?? HIDDEN);
        return { variable, group, n, size, states, parts };
      });
    });
  }

  /** The groups of a variable, small ones and those beyond the most frequent as one. */
  #joined(variable: GroupVariable): (Counted & { readonly parts: readonly number[] })[] {
    const own = this.#groups.flatMap((counted, position) =>
      counted.variable === variable ? [{ ...counted, parts: [position] }] : [],
    );
    own.sort((a, b) => (variable === 'age' ? compareBands(a.group, b.group) : b.n - a.n));
    const isKept = ({ n }: Counted, i: number) => n >= SMALLEST_CELL && i < MOST_GROUPS;
    const kept = own.filter(isKept);
    const others = own.filter((counted, i) => !isKept(counted, i));
    if (others.length < 2) return own;
    return [
      ...kept,
      {
        variable,
        group: `${others.length} others`,
        n: others.reduce((sum, { n }) => sum + n, 0),
        states: perModality((modality) => sumOf(others.map(({ states }) => states[modality]))),
        parts: others.flatMap(({ parts }) => parts),
      },
    ];
  }

  #positionOf(variable: GroupVariable, group: string): number {
    const key = `${variable} ${group}`;
    const known = this.#positions.get(key);
    if (known !== undefined) return known;
    const position = this.#groups.length;
    this.#positions.set(key, position);
    this.#groups.push({ variable, group, n: 0, states: perModality(() => [0, 0, 0]) });
    return position;
  }
}

const HIDDEN: StateCells = { present: null, noneRecorded: null, unavailable: null };

function cellsOf([present = null, noneRecorded = null, unavailable = null]: readonly Cell[]): StateCells {
  return { present, noneRecorded, unavailable };
}

function sumOf(counts: readonly (readonly [number, number, number])[]): [number, number, number] {
  return counts.reduce<[number, number, number]>(
    (sums, own) => [sums[0] + own[0], sums[1] + own[1], sums[2] + own[2]],
    [0, 0, 0],
  );
}

/** By the number that a band starts with; what is not known comes last. */
function compareBands(a: string, b: string): number {
  const from = (band: string): number => (/^\d/.test(band) ? Number.parseInt(band, 10) : Infinity);
  return from(a) - from(b) || 0;
}
