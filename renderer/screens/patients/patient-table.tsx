import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ModelSummary, PatientRow, Settings } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { bandOf } from '../../app/risk-band.ts';
import { BandMark } from '../../components/band-mark.tsx';
import { FigureHelp } from '../../components/figure-help.tsx';
import type { Figure } from '../../components/figures.ts';
import { PresenceMarks } from '../../components/modality-mark.tsx';
import { NO_VALUE } from '../../format/numbers.ts';
import { formatRisk } from '../../format/risk.ts';
import { formatAge, formatHours } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import type { ListQuery } from './patients-screen.tsx';
import styles from './patients.module.css';
import type { PatientsSearch } from './search.ts';

const ROW_PX = 38;

interface Props {
  readonly query: ListQuery;
  readonly total: number;
  readonly pageSize: number;
  readonly model: ModelSummary | undefined;
  /** Whose outcomes are shown. */
  readonly task: ModelSummary['task'];
}

/** A table of any length: only the rows in sight exist, and only their pages are asked for. */
export function PatientTable({ query, total, pageSize, model, task }: Props) {
  const { patients } = useText();
  const box = useRef<HTMLDivElement>(null);
  // The React compiler, which this warns of, is not in use.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const rowAt = useRows(query, pageSize, items.at(0)?.index ?? 0, items.at(-1)?.index ?? 0);
  const bands = useQuery(api.settings.get.queryOptions()).data?.bands ?? [];
  return (
    <div ref={box} className={styles.box} tabIndex={0} role="region" aria-label={patients.table}>
      <div className={styles.table} role="table" aria-label={patients.table} aria-rowcount={total + 1}>
        <HeadRow query={query} />
        <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className={[styles.row, styles.bodyRow].join(' ')}
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
            >
              <Cells row={rowAt(index)} bands={bands} model={model} task={task} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** The rows of the pages that hold the indices in sight. */
function useRows(query: ListQuery, pageSize: number, first: number, last: number) {
  const from = Math.floor(first / pageSize);
  const pages = Array.from({ length: Math.floor(last / pageSize) - from + 1 }, (_, index) => from + index);
  const results = useQueries({
    queries: pages.map((page) =>
      api.patients.list.queryOptions({ ...query, offset: page * pageSize, limit: pageSize }),
    ),
  });
  return (index: number): PatientRow | undefined =>
    results[Math.floor(index / pageSize) - from]?.data?.rows[index % pageSize];
}

type Sort = NonNullable<PatientsSearch['sort']>;

interface Column {
  readonly key: ColumnKey;
  readonly sort?: Sort;
  readonly numeric?: boolean;
  /** The figure of the column, where it needs a sentence. */
  readonly figure?: Figure;
}

/** The risk comes early: it is in sight in a narrow window too. */
const COLUMNS: readonly Column[] = [
  { key: 'encounter', sort: 'encounter' },
  { key: 'patient' },
  { key: 'risk', sort: 'risk', numeric: true, figure: 'risk' },
  { key: 'band', figure: 'band' },
  { key: 'present', figure: 'missingnessPattern' },
  { key: 'age', sort: 'age', numeric: true },
  { key: 'sex' },
  { key: 'admissionType' },
  { key: 'lengthOfStay', sort: 'lengthOfStay', numeric: true },
  { key: 'label' },
  { key: 'split' },
];
type ColumnKey =
  | 'encounter'
  | 'patient'
  | 'age'
  | 'sex'
  | 'admissionType'
  | 'lengthOfStay'
  | 'present'
  | 'risk'
  | 'band'
  | 'label'
  | 'split';

function HeadRow({ query }: { readonly query: ListQuery }) {
  const { patients } = useText();
  const navigate = useNavigate({ from: '/patients' });
  const order = query.descending ? 'descending' : 'ascending';
  const sortBy = (sort: Sort): void => {
    const next = query.sort === sort && !query.descending ? 'descending' : 'ascending';
    void navigate({ search: (before) => ({ ...before, sort, order: next }), replace: true });
  };
  const SortIcon = query.descending ? IconArrowDown : IconArrowUp;
  return (
    <div role="rowgroup" className={styles.headRow}>
      <div role="row" aria-rowindex={1} className={styles.row} style={{ height: '100%' }}>
        {COLUMNS.map(({ key, sort, numeric, figure }) => {
          const name = patients.columns[key];
          const isSorted = sort === query.sort;
          return (
            <span
              key={key}
              role="columnheader"
              aria-sort={isSorted ? order : undefined}
              className={numeric === true ? styles.end : undefined}
            >
              {sort === undefined ? (
                name
              ) : (
                <UnstyledButton
                  className={styles.sort}
                  aria-label={patients.sortBy(name)}
                  onClick={() => sortBy(sort)}
                >
                  {name}
                  {isSorted ? <SortIcon size={13} /> : <IconArrowsSort size={13} opacity={0.55} />}
                </UnstyledButton>
              )}
              {figure !== undefined && <FigureHelp figure={figure} />}
            </span>
          );
        })}
      </div>
    </div>
  );
}

interface CellsProps extends Pick<Props, 'model' | 'task'> {
  readonly row: PatientRow | undefined;
  readonly bands: Settings['bands'];
}

function Cells({ row, bands, model, task }: CellsProps) {
  const { patient, tasks, common, stays } = useText();
  if (row === undefined) {
    return COLUMNS.map(({ key }) => <span key={key} role="cell" className={styles.ghost} />);
  }
  const { encounter, probability, lengthOfStayHours: hours, label, split } = row;
  return (
    <>
      <span role="cell">
        <Link
          to="/patients/$encounter"
          params={{ encounter }}
          search={model === undefined ? {} : { model: model.id }}
          className={styles.link}
        >
          {encounter}
        </Link>
      </span>
      <span role="cell">{row.patient}</span>
      <span role="cell" className={styles.risk}>
        {probability === null ? NO_VALUE : formatRisk(probability)}
      </span>
      <span role="cell">
        {probability === null ? (
          <span className={styles.quiet}>{common.notAssessed}</span>
        ) : (
          <BandMark band={bandOf(probability, bands, patient.risk.topBand)} />
        )}
      </span>
      <span role="cell">
        <PresenceMarks states={row.states} />
      </span>
      <span role="cell" className={styles.end}>
        {formatAge(row.ageYears)}
      </span>
      <span role="cell">{row.sex ?? NO_VALUE}</span>
      <span role="cell" title={row.admissionType ?? undefined}>
        {row.admissionType === null ? NO_VALUE : (stays.admission[row.admissionType] ?? row.admissionType)}
      </span>
      <span role="cell" className={styles.end}>
        {hours === null ? NO_VALUE : formatHours(hours)}
      </span>
      <span role="cell" className={styles.quiet}>
        {label === null ? NO_VALUE : tasks.happened[task][label]}
      </span>
      <span role="cell" className={styles.quiet}>
        {split === null ? NO_VALUE : tasks.split[split]}
      </span>
    </>
  );
}
