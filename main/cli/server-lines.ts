import type { ServerAccount } from '../api/services.ts';

const whole = new Intl.NumberFormat('en');

/** What each rule is called behind the number of those it leaves. */
const RULES: Readonly<Record<ServerAccount['attrition'][number]['rule'], (value: string) => string>> = {
  all: () => 'all on the server',
  ids: (count) => `among the ${count} listed`,
  query: () => 'found by the query',
  minimumAge: (age) => `aged ${age} or over at the admission`,
  since: (date) => `admitted on ${date} or later`,
  before: (date) => `admitted before ${date}`,
  careUnits: (words) => `through a unit called ${words}`,
  whole: () => 'read, with all of their admissions',
};

/** Which server was contacted, and what is chosen there. */
export function serverLines(server: ServerAccount | null): string[] {
  if (server === null) return [];
  const { address, at, attrition } = server;
  return [
    `contacted ${address}: all tables as of ${at}`,
    countLine('patients', 'admissions', ''),
    ...attrition.map(({ rule, value, patients, admissions }) =>
      countLine(whole.format(patients), whole.format(admissions), RULES[rule](value ?? '')),
    ),
  ];
}

function countLine(patients: string, admissions: string, rule: string): string {
  return `${patients.padStart(11)} ${admissions.padStart(12)}  ${rule}`.trimEnd();
}
