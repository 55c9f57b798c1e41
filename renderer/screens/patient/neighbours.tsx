import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Coalitions, ModelSummary, Neighbourhood } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { riskDistributionChart } from '../../charts/risk-distribution.ts';
import { ChartFigure } from '../../components/chart-figure.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Explained } from '../../components/figure-help.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PresenceMarks } from '../../components/modality-mark.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount, formatFixed } from '../../format/numbers.ts';
import { formatPart, formatRisk, formatRiskRange, formatShare } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import { ChooseBeside } from './choose-beside.tsx';
import styles from './patient.module.css';

type Near = Neighbourhood['nearest'][number];

interface Props {
  readonly coalitions: Coalitions;
  readonly model: ModelSummary;
}

/** This stay among those that the model was not trained on: its place, its like, and how often its gaps are seen. */
export function Neighbours({ coalitions, model }: Props) {
  const { neighbours } = useText().patient;
  const { encounter } = coalitions;
  const found = coalitions.coalitions[0];
  const query = useQuery(api.predictions.neighbourhood.queryOptions({ encounter, model: model.id }));
  if (found === undefined) return null;
  return (
    <Panel title={neighbours.title} note={neighbours.note}>
      <Loaded query={query} lines={10}>
        {(around) => (
          <>
            <Pattern around={around} />
            <Place around={around} own={found.probability} />
            <Nearest around={around} />
            <ChooseBeside encounter={encounter} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Pattern({ around: { pattern, n } }: { readonly around: Neighbourhood }) {
  const { patient, common } = useText();
  return (
    <p className={styles.pattern}>
      <Explained
        text={patient.neighbours.pattern(formatPart(pattern.n, n, common.of))}
        figure="missingnessPattern"
      />
      {pattern.n < FEW && <Tag tone="warning">{patient.neighbours.rare}</Tag>}
    </p>
  );
}

/** Below this many the model has hardly been tried on such a combination. */
const FEW = 20;

function Place({ around, own }: { readonly around: Neighbourhood; readonly own: number }) {
  const { neighbours } = useText().patient;
  const { distribution, n } = around;
  const { risk, stays, thisStay, legend, events } = neighbours;
  const draw = useCallback(
    (width: number) =>
      riskDistributionChart(distribution, {
        width,
        own,
        ownText: thisStay(formatRisk(own)),
        xLabel: risk,
        yLabel: stays,
      }),
    [distribution, own, thisStay, risk, stays],
  );
  return (
    <ChartFigure
      title={neighbours.higherThan(formatShare(shareBelow(distribution, own)), formatCount(n))}
      legend={legend}
      help="risk"
      draw={draw}
      table={() => ({
        columns: [risk, stays, events],
        rows: distribution.map((bin) => [
          formatRiskRange(bin.from, bin.to),
          formatCount(bin.n),
          formatCount(bin.events),
        ]),
      })}
    />
  );
}

/** The share of stays whose bin ends at or below a risk. */
export function shareBelow(distribution: Neighbourhood['distribution'], risk: number): number {
  const all = distribution.reduce((sum, { n }) => sum + n, 0);
  const below = distribution.reduce((sum, { to, n }) => sum + (to <= risk ? n : 0), 0);
  return all === 0 ? 0 : below / all;
}

function Nearest({ around: { nearest } }: { readonly around: Neighbourhood }) {
  const { neighbours } = useText().patient;
  const columns: Column<Near>[] = [
    {
      key: 'stay',
      header: neighbours.stay,
      rowHeader: true,
      cell: ({ encounter }) => (
        <Link
          to="/patients/$encounter"
          params={{ encounter }}
          search={({ model }) => (model === undefined ? {} : { model })}
        >
          {encounter}
        </Link>
      ),
    },
    {
      key: 'outcome',
      header: neighbours.outcome,
      cell: ({ hadEvent }) => (
        <Tag tone={hadEvent ? 'danger' : 'good'}>{hadEvent ? neighbours.had : neighbours.hadNot}</Tag>
      ),
    },
    {
      key: 'risk',
      header: neighbours.risk,
      numeric: true,
      cell: ({ probability }) => formatRisk(probability),
    },
    {
      key: 'similarity',
      header: neighbours.similarity,
      numeric: true,
      cell: ({ similarity }) => formatFixed(similarity, 2),
    },
    {
      key: 'beside',
      header: neighbours.beside,
      cell: ({ encounter }) => (
        <Link
          from="/patients/$encounter"
          to="/patients/$encounter"
          params={(before) => before}
          search={(before) => ({ ...before, besideStay: encounter })}
          aria-label={neighbours.putBeside(encounter)}
        >
          {neighbours.compare}
        </Link>
      ),
    },
    { key: 'states', header: neighbours.present, cell: ({ states }) => <PresenceMarks states={states} /> },
  ];
  const events = nearest.filter(({ hadEvent }) => hadEvent).length;
  return (
    <>
      <h3 className={styles.heading}>
        {neighbours.nearest(formatCount(events), formatCount(nearest.length))}
      </h3>
      <DataTable
        label={neighbours.nearestLabel}
        columns={columns}
        rows={nearest}
        rowKey={({ encounter }) => encounter}
      />
      <p className={styles.footnote}>{neighbours.similarityNote}</p>
    </>
  );
}
