import type { PatientChoice, ServerAccount } from '../../../api/services.ts';
import { LacunaError } from '../../../errors.ts';
import { ofPatients, qualified } from './copy-query.ts';
import type { ServerSnapshot } from './server-snapshot.ts';
import type { ServerTable } from './server-tables.ts';

export interface ChosenPatients {
  /** Subject ids, rising; `null` where nobody is left out. */
  readonly ids: readonly number[] | null;
  readonly attrition: ServerAccount['attrition'];
}

/** Time for what is counted over all patients, the user's own query among it. */
const LONG_SECONDS = 600;

interface Rule {
  readonly rule: ServerAccount['attrition'][number]['rule'];
  readonly value: string;
  /** SQL over the patient `p` and one of their admissions `a`, with the rule's value as a parameter. */
  readonly when: string;
  readonly parameter: unknown;
}

/** The tables of a server by their name as files, e.g. `hosp/transfers`. */
export type TablesByName = ReadonlyMap<string, ServerTable>;

/**
 * Finds the patients on the server, and counts what each rule leaves. Patients are read whole, so that what came before
 * and after the admission that was chosen is known.
 * @throws {LacunaError} `usage` where a rule needs a table that is not there; `server_query` for the user's own query.
 */
export async function choosePatients(
  snapshot: ServerSnapshot,
  tables: TablesByName,
  choice: PatientChoice,
): Promise<ChosenPatients> {
  const rules = await rulesOf(snapshot, tables, choice);
  const admissions = sqlName(tables, 'hosp/admissions');
  const met = rules.map(({ when }, index) => `(${when}) IS TRUE AS met_${index}`);
  const candidates =
    `(SELECT ${['p.subject_id', 'a.hadm_id', ...met].join(', ')} ` +
    `FROM ${sqlName(tables, 'hosp/patients')} p LEFT JOIN ${admissions} a ON a.subject_id = p.subject_id) candidate`;
  const values = rules.map(({ parameter }) => parameter);
  const attrition = await countRules(snapshot, { rules, candidates, values });
  if (rules.length === 0) return { ids: null, attrition };
  const rows = await snapshot.rows<{ id: string }>(
    `SELECT DISTINCT subject_id::bigint AS id FROM ${candidates} WHERE ${allMet(rules.length)} ORDER BY id`,
    { values, seconds: LONG_SECONDS },
  );
  const ids = rows.map(({ id }) => Number(id));
  const [whole] = await snapshot.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${admissions} a WHERE ${ofPatients('a.subject_id', ids)}`,
    { seconds: LONG_SECONDS },
  );
  return {
    ids,
    attrition: [
      ...attrition,
      { rule: 'whole', value: null, patients: ids.length, admissions: whole?.n ?? 0 },
    ],
  };
}

interface Counting {
  readonly rules: readonly Rule[];
  readonly candidates: string;
  readonly values: readonly unknown[];
}

/** One pass over the candidates for all rules, each on top of those before. */
async function countRules(
  snapshot: ServerSnapshot,
  { rules, candidates, values }: Counting,
): Promise<ServerAccount['attrition']> {
  const steps = [{ rule: 'all' as const, value: null }, ...rules];
  const counts = steps.map(
    (_, index) =>
      `count(DISTINCT subject_id) FILTER (WHERE ${allMet(index)})::int AS patients_${index}, ` +
      `count(hadm_id) FILTER (WHERE ${allMet(index)})::int AS admissions_${index}`,
  );
  const [row] = await snapshot.rows<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${candidates}`,
    {
      values,
      seconds: LONG_SECONDS,
    },
  );
  return steps.map(({ rule, value }, index) => ({
    rule,
    value,
    patients: row?.[`patients_${index}`] ?? 0,
    admissions: row?.[`admissions_${index}`] ?? 0,
  }));
}

/** That the first rules are met. */
function allMet(rules: number): string {
  return rules === 0 ? 'true' : Array.from({ length: rules }, (_, index) => `met_${index}`).join(' AND ');
}

/** In the order in which they are counted. */
const ORDER = ['ids', 'query', 'minimumAge', 'since', 'before', 'careUnits'] as const;

const isListed = (parameter: string): string => `p.subject_id IN (SELECT unnest(${parameter}::bigint[]))`;

/** Each rule as SQL over the patient `p` and one of their admissions `a`. */
const MEANING: Readonly<Record<(typeof ORDER)[number], (parameter: string, tables: TablesByName) => string>> =
  {
    ids: isListed,
    query: isListed,
    minimumAge: (age) => `p.anchor_age + extract(year FROM a.admittime)::int - p.anchor_year >= ${age}::int`,
    since: (day) => `a.admittime >= ${day}::date`,
    before: (day) => `a.admittime < ${day}::date`,
    careUnits: inUnits,
  };

async function rulesOf(
  snapshot: ServerSnapshot,
  tables: TablesByName,
  choice: PatientChoice,
): Promise<Rule[]> {
  const rules: Rule[] = [];
  for (const rule of ORDER) {
    const value = choice[rule];
    if (value === undefined) continue;
    const parameter =
      choice.query !== undefined && rule === 'query' ? await idsOfQuery(snapshot, choice.query) : value;
    const when = MEANING[rule](`$${rules.length + 1}`, tables);
    rules.push({ rule, value: rule === 'ids' ? String(choice.ids?.length) : String(value), when, parameter });
  }
  return rules;
}

/** The user's own query is asked once, however many tables are read. */
async function idsOfQuery(snapshot: ServerSnapshot, query: string): Promise<number[]> {
  const text = query.trim().replace(/;$/, '');
  const rows = await snapshot.rows<{ id: string }>(
    `SELECT DISTINCT chosen.subject_id::bigint AS id FROM (\n${text}\n) chosen WHERE chosen.subject_id IS NOT NULL`,
    { seconds: LONG_SECONDS },
  );
  return rows.map(({ id }) => Number(id));
}

/** Columns that tell the units of an admission. */
const UNIT_COLUMNS = [
  ['hosp/transfers', 'careunit'],
  ['icu/icustays', 'first_careunit'],
  ['icu/icustays', 'last_careunit'],
] as const;

function inUnits(words: string, tables: TablesByName): string {
  const stays = UNIT_COLUMNS.flatMap(([name, column]) => {
    const table = tables.get(name);
    if (table?.columns.some((candidate) => candidate.name === column) !== true) return [];
    const isNamed = `EXISTS (SELECT 1 FROM unnest(${words}::text[]) w WHERE position(lower(w) IN lower(u.${column})) > 0)`;
    return [`SELECT u.hadm_id FROM ${qualified(table)} u WHERE ${isNamed}`];
  });
  if (stays.length === 0) {
    throw new LacunaError(
      'usage',
      'the server has neither transfers nor icustays, which tell the units of a stay',
      {
        hint: 'leave the care units out',
      },
    );
  }
  return `a.hadm_id IN (${stays.join(' UNION ALL ')})`;
}

function sqlName(tables: TablesByName, name: 'hosp/patients' | 'hosp/admissions'): string {
  const table = tables.get(name);
  if (table === undefined) throw new RangeError(`${name} is not there`);
  return qualified(table);
}
