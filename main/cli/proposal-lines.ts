import type { FoundTable, MappingProposal } from '../api/mapping-proposal.ts';
import { REASON_TEXTS } from './reason-texts.ts';

/** No file says it, and without it most stays have no label. */
const FOLLOW_UP =
  'to be added by you: deathsKnownUntil, the day until which any death would be in the extract; without it nobody is known to have survived 90 days';

/** What is proposed for each table and why, what is still to be said, and the mapping or where it was written. */
export function proposalLines(
  { tables, problems, open, yaml }: MappingProposal,
  output: string | undefined,
): string[] {
  return [
    ...tables.flatMap(tableLines),
    ...problems.map(({ code, file = '', message }) => `problem: ${file}: ${message} (${code})`),
    ...open.map((question) => `still to be said: ${question}`),
    ...(tables.some(holdsDeaths) ? [FOLLOW_UP] : []),
    ...(output === undefined
      ? ['', yaml]
      : [`written to ${output}: look it through before you import by it`]),
  ];
}

function holdsDeaths({ columns }: FoundTable): boolean {
  return columns.some(({ proposedAs }) => proposedAs === 'death');
}

function tableLines({ files, sheet, role, reason, columns }: FoundTable): string[] {
  const name = sheet === null ? files : `${files}#${sheet}`;
  const taken = role === null ? 'not read' : role;
  return [
    `${name}: ${taken}${reason === null ? '' : `, ${REASON_TEXTS[reason]}`}`,
    ...columns
      .filter(({ proposedAs }) => role !== null && proposedAs !== null)
      .map(
        ({ name: column, proposedAs, reason: why }) =>
          `  ${column.padEnd(24)} ${proposedAs ?? ''}${why === null ? '' : `, ${REASON_TEXTS[why]}`}`,
      ),
    ...unread(role, columns),
  ];
}

function unread(role: FoundTable['role'], columns: FoundTable['columns']): string[] {
  const names = columns.filter(({ proposedAs }) => proposedAs === null).map(({ name }) => name);
  return role === null || names.length === 0 ? [] : [`  not read: ${names.join(', ')}`];
}
