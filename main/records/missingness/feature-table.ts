import { factWords } from '../../../models/features/fact-words.ts';
import { MODALITIES, type ModalityName, perModality } from '../../../models/modalities/modality.ts';
import type { MissingnessReport } from '../../api/services.ts';
import type { Dictionary } from '../evidence/dictionary.ts';
import type { LabDictionary } from '../evidence/lab-dictionary.ts';
import type { SelectedEvents } from '../evidence/select-events.ts';
import { conceptName } from '../evidence/concept-name.ts';
import type { ShownGroup } from './group-table.ts';
import { type Cell, hideSmallCells, hideSmallParts, SMALLEST_CELL } from './small-cells.ts';
import { sentence, type Sentence } from '../../../models/wording.ts';

/** Features of a modality that are listed. */
const MOST_FEATURES = 40;

/** Stays that have a code, item or fact: of all, and by position of the group. */
interface Having {
  n: number;
  readonly byGroup: number[];
}

/** What kinds of notes are called. */
const NOTES: Readonly<Record<string, Sentence>> = {
  discharge: sentence`discharge note`,
  radiology: sentence`radiology note`,
  other: sentence`other note`,
};

/** Counts in how many stays each code, item, kind of note and fact is there, over all and in every group. */
export class FeatureTable {
  readonly #codes: Dictionary;
  readonly #labs: LabDictionary;
  /** By row id of a concept, or by name. */
  readonly #features = perModality(() => new Map<number | string, Having>());

  constructor(codes: Dictionary, labs: LabDictionary) {
    this.#codes = codes;
    this.#labs = labs;
  }

  /** @param groups positions of the encounter's groups. */
  add(
    selected: SelectedEvents,
    demographics: Readonly<Record<string, string | number | null>>,
    groups: readonly number[],
  ): void {
    const found: Readonly<Record<ModalityName, Iterable<number | string>>> = {
      demographics: Object.keys(demographics).filter((fact) => demographics[fact] !== null),
      notes: [...selected.notes.map(({ kind }) => kind), ...selected.entries.map(({ row }) => row.conceptId)],
      labs: selected.labs.map((row) => this.#labs.conceptOf(row)),
      diagnoses: selected.diagnoses.map(({ row }) => row.conceptId),
      procedures: selected.procedures.map(({ row }) => row.conceptId),
      medications: selected.medications.map(({ row }) => row.conceptId),
    };
    for (const modality of MODALITIES) {
      for (const feature of new Set(found[modality])) this.#count(modality, feature, groups);
    }
  }

  /** Features of a modality that enough stays have. */
  count(modality: ModalityName): number {
    return [...this.#features[modality].values()].filter(({ n }) => n >= SMALLEST_CELL).length;
  }

  /** The most frequent features of each modality. @param groups as they are shown. @param total number of stays. */
  listed(groups: readonly ShownGroup[], total: number): MissingnessReport['features'] {
    return MODALITIES.flatMap((modality) =>
      [...this.#features[modality]]
        .filter(([, { n }]) => n >= SMALLEST_CELL)
        .sort(([, a], [, b]) => b.n - a.n)
        .slice(0, MOST_FEATURES)
        .map(([feature, having]) => ({
          modality,
          feature: this.#nameOf(modality, feature),
          n: hideSmallParts([having.n, total - having.n])[0] ?? null,
          inGroups: cellsByGroup(having, groups),
        })),
    );
  }

  #count(modality: ModalityName, feature: number | string, groups: readonly number[]): void {
    const features = this.#features[modality];
    let having = features.get(feature);
    if (having === undefined) features.set(feature, (having = { n: 0, byGroup: [] }));
    having.n += 1;
    for (const position of groups) having.byGroup[position] = (having.byGroup[position] ?? 0) + 1;
  }

  #nameOf(modality: ModalityName, feature: number | string): string {
    if (typeof feature === 'number') return conceptName(this.#codes.concept(feature));
    return modality === 'demographics' ? factWords(feature) : (NOTES[feature] ?? feature);
  }
}

/** How many have a feature, and how many have not, may follow neither from the sum of the groups nor from their sizes. */
function cellsByGroup({ byGroup }: Having, groups: readonly ShownGroup[]): Cell[] {
  const variables = new Set(groups.map(({ variable }) => variable));
  return [...variables].flatMap((variable) => {
    const own = groups.filter((group) => group.variable === variable);
    const table = own.map(({ parts, size }) => {
      const having = parts.reduce((sum, part) => sum + (byGroup[part] ?? 0), 0);
      return [having, size - having];
    });
    return hideSmallCells(table).map(([having = null], i) => (own[i]?.n === null ? null : having));
  });
}
