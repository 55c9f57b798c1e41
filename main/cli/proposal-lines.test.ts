import { expect, it } from 'vitest';
import type { FoundColumn, MappingProposal } from '../api/mapping-proposal.ts';
import { proposalLines } from './proposal-lines.ts';

const column = (name: string, proposedAs: string | null): FoundColumn => ({
  name,
  examples: [],
  filled: 1,
  dates: [],
  isNumber: false,
  proposedAs,
  reason: proposedAs === null ? null : 'calledSo',
  words: [],
});

function proposal(...columns: FoundColumn[]): MappingProposal {
  const table = { files: 'stamm.csv', sheet: null, written: {}, estimatedRows: 1, sampledRows: 1 };
  return {
    folder: '/extract',
    tables: [{ ...table, role: 'people', reason: 'onePersonARow', columns, as: {} }],
    problems: [],
    mapping: null,
    yaml: 'schema: 1',
    open: [],
  };
}

it('asks for the end of the follow-up where deaths are read, and nowhere else', () => {
  const said = (made: MappingProposal): string => proposalLines(made, 'mapping.yaml').join('\n');
  expect(said(proposal(column('PatID', 'patient'), column('Sterbedatum', 'death')))).toContain(
    'to be added by you: deathsKnownUntil',
  );
  expect(said(proposal(column('PatID', 'patient'), column('Notiz', null)))).not.toContain('deathsKnownUntil');
});
