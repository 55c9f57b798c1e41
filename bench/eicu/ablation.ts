import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';
import type { ScoredRow } from '../accuracy/figures.ts';
import type { MethodName } from '../accuracy/methods.ts';
import { blendRow, EXPERTS, FIXED_SHARE, scoredRows, type Scoring } from './score-methods.ts';

/** The desktop preset with one thing changed, scored under the policy that suits it. */
interface Change {
  readonly name: string;
  readonly method: MethodName;
  readonly policy: SubstitutionPolicy;
}

const PRESET: Change = { name: 'desktop preset', method: 'ebr', policy: 'ebr' };
const CHANGES: readonly Change[] = [
  { name: 'missing slots left out at test', method: 'ebr', policy: 'omit' },
  { name: 'missing slots filled by the training mean at test', method: 'ebr', policy: 'avg' },
  { name: 'no EBR: vanilla encoders', method: 'vanilla', policy: 'omit' },
  { name: 'no adversary: lambda 0', method: 'ebr, lambda 0', policy: 'ebr' },
  { name: 'no masked training', method: 'ebr, not masked', policy: 'ebr' },
  { name: 'no masked training, left out at test', method: 'ebr, not masked', policy: 'omit' },
  { name: 'modality dropout .35 instead', method: 'ebr, modality dropout', policy: 'omit' },
  { name: 'no unimodal losses', method: 'ebr, no unimodal losses', policy: 'ebr' },
  { name: 'presence not matched', method: 'ebr, no presence matching', policy: 'ebr' },
  { name: 'one member', method: 'ebr, one member', policy: 'ebr' },
  { name: 'ten members', method: 'ebr, ten members', policy: 'ebr' },
];

/** Rows that are compared with the first of them. */
export interface AblationTable {
  readonly title: string;
  readonly rows: readonly ScoredRow[];
}

/**
 * What each part of the desktop preset is worth: the networks with one thing changed, by themselves and as they are
 * shipped, beside the logistic experts.
 */
export async function ablationTables(scoring: Scoring): Promise<AblationTable[]> {
  const [experts] = await scoredRows(EXPERTS, scoring);
  if (experts === undefined) throw new Error('the logistic experts have no scores');
  const alone: ScoredRow[] = [];
  for (const { name, method, policy } of [PRESET, ...CHANGES]) {
    const row = (await scoredRows(method, scoring)).find((own) => own.name === `${method}: ${policy}`);
    if (row === undefined) throw new Error(`no scores of ${method}: ${policy}`);
    alone.push({ name, tables: row.tables });
  }
  const shipped = alone.map((row) => blendRow(row.name, row, experts, FIXED_SHARE));
  const [networks = experts] = alone;
  return [
    {
      title: 'as shipped, logistic experts beside the networks',
      rows: [
        ...shipped,
        { ...networks, name: 'no experts: networks alone' },
        { ...experts, name: 'no networks: experts alone' },
      ],
    },
    { title: 'networks alone', rows: alone },
  ];
}
