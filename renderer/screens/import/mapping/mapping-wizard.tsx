import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { MappingPreview } from '../../../../main/api/mapping-preview.ts';
import type { MappingProposal } from '../../../../main/api/mapping-proposal.ts';
import { client } from '../../../app/client.ts';
import { type Failure, toFailure } from '../../../app/failure.ts';
import { FailurePanel } from '../../../components/failure-panel.tsx';
import { Panel } from '../../../components/layout.tsx';
import { Notice } from '../../../components/notice.tsx';
import { capital } from '../../../format/words.ts';
import { useText } from '../../../text/index.ts';
import { InspectionReport } from '../inspection-report.tsx';
import { lastPart } from '../paths.ts';
import { type Change, changedText, type Draft, readDraft } from './draft.ts';
import { ExtractFields } from './extract-fields.tsx';
import { MappingText } from './mapping-text.tsx';
import styles from './mapping.module.css';
import { TableCard } from './table-card.tsx';
import type { Fault } from './table-props.ts';
import { roleChange, tableUses } from './table-uses.ts';
import { type Preview, usePreview } from './use-preview.ts';

interface Props {
  readonly folder: string;
  readonly proposal: MappingProposal;
}

/** How the tables of a folder are read: chosen by controls or written as text, seen at once, checked and imported by. */
export function MappingWizard({ folder, proposal }: Props) {
  const { ownTables } = useText();
  const [text, setText] = useState(proposal.yaml);
  const answer = usePreview(folder, text);
  const check = useMutation({
    mutationFn: (mapping: string) => client.imports.inspect.mutate({ folder, source: 'csv', mapping }),
  });
  const checked = check.variables === text ? check.data : undefined;
  const draft = useMemo(() => readDraft(text), [text]);
  const failure = draft === null ? failureOf(answer) : null;
  return (
    <>
      <Panel title={ownTables.found} note={ownTables.foundNote}>
        <div className={styles.stack}>
          <Problems problems={proposal.problems} />
          <Choices draft={draft} onText={setText} proposal={proposal} answer={answer} />
          <MappingText text={text} onChange={setText} failure={failure} />
          {check.error !== null && check.variables === text && (
            <FailurePanel failure={toFailure(check.error)} />
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              check.mutate(text);
            }}
          >
            <Button type="submit" loading={check.isPending} disabled={text.trim() === ''}>
              {ownTables.check}
            </Button>
          </form>
        </div>
      </Panel>
      {checked !== undefined && (
        <InspectionReport
          inspection={checked}
          name={lastPart(folder)}
          begin={() => client.imports.start.mutate({ folder, mapping: text })}
        />
      )}
    </>
  );
}

function Problems({ problems }: Pick<MappingProposal, 'problems'>) {
  const { errors, said } = useText();
  return problems.map(({ code, file, message, wording }) => (
    <Notice key={`${file} ${code}`} tone="warning">
      {`${file ?? ''}: ${errors.byCode[code].title}: ${said(message, wording?.message)}`}
    </Notice>
  ));
}

interface ChoicesProps {
  /** `null`: the text is none that the controls could show. */
  readonly draft: Draft | null;
  readonly onText: (change: (text: string) => string) => void;
  readonly proposal: MappingProposal;
  readonly answer: Preview;
}

/** The controls. Where the text is none that they could show, they rest as they were. */
function Choices({ draft, onText, proposal, answer }: ChoicesProps) {
  const { mapping, said } = useText();
  const [last, setLast] = useState<Draft>(() => draft ?? { tables: [] });
  if (draft !== null && draft !== last) setLast(draft);
  const shown = draft ?? last;
  const uses = tableUses(proposal.tables, shown);
  const faults = answer.data?.faults ?? [];
  const deathFault = faults.find(({ path }) => path[0] === 'deathsKnownUntil');
  const change = (...changes: Change[]): void => onText((before) => changedText(before, changes));
  const firstOpen =
    uses.find(({ index }) => faultsAt(faults, index).length > 0) ?? uses.find(({ index }) => index !== null);
  const isAnswered = answer.data !== undefined || answer.failure !== null;
  return (
    <>
      {draft === null && <Notice tone="warning">{mapping.file.badText}</Notice>}
      {draft !== null && answer.failure !== null && (
        <FailurePanel failure={answer.failure} onRetry={answer.retry} />
      )}
      <div className={styles.wizard}>
        {isAnswered &&
          uses.map((use) => (
            <TableCard
              key={use.key}
              use={use}
              table={use.index === null ? undefined : shown.tables[use.index]}
              preview={previewAt(answer, use.index)}
              faults={draft === null ? [] : faultsAt(faults, use.index)}
              // What rests is neither asked anew nor out of date.
              answer={draft === null ? { ...answer, isStale: false } : answer}
              isResting={draft === null}
              isOpenAtFirst={use === firstOpen}
              onRole={(role) =>
                change(...roleChange(use, role, { draft: shown, proposed: proposal.mapping }))
              }
              change={(...changes) =>
                change(
                  ...changes.map(([path, value]): Change => [['tables', use.index ?? 0, ...path], value]),
                )
              }
            />
          ))}
        {draft !== null && <WholeFaults faults={faults} />}
        <ExtractFields
          draft={shown}
          isResting={draft === null}
          error={deathFault && said(deathFault.message, deathFault.wording?.message)}
          change={change}
        />
      </div>
    </>
  );
}

/** Why a text is none that the controls could show, by its line. */
function failureOf({ failure, data, isStale }: Preview): Failure | null {
  const [fault] = isStale ? [] : (data?.faults ?? []);
  if (failure !== null || fault === undefined) return failure;
  const { path, ...told } = fault;
  return { code: 'bad_mapping', ...told, column: path.join('.') };
}

/** What is wrong with the mapping as a whole. */
function WholeFaults({ faults }: { readonly faults: readonly Fault[] }) {
  const { said } = useText();
  return faults
    .filter(({ path }) => typeof path[1] !== 'number' && path[0] !== 'deathsKnownUntil')
    .map(({ message, hint, wording }) => (
      <Notice key={message} tone="warning">
        {`${capital(said(message, wording?.message))}: ${said(hint, wording?.hint)}.`}
      </Notice>
    ));
}

/** Those of one table, by keys from it on. */
function faultsAt(faults: readonly Fault[], index: number | null): Fault[] {
  return faults
    .filter(({ path }) => path[0] === 'tables' && path[1] === index)
    .map((fault) => ({ ...fault, path: fault.path.slice(2) }));
}

function previewAt({ data }: Preview, index: number | null): MappingPreview['tables'][number] | undefined {
  return index === null ? undefined : data?.tables[index];
}
