import { NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings, ThresholdFigures } from '../../../main/api/services.ts';
import { useChosenModel } from '../../app/chosen-model.ts';
import { api } from '../../app/client.ts';
import { useCurrentDatabase } from '../../app/current-database.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Explained } from '../../components/figure-help.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatShare } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import styles from './settings.module.css';

const TYPING_MS = 200;
/** Fewer people than this are not told of: a share of them would say more of chance than of the model. */
const FEWEST_POSITIVES = 20;

type Threshold = ThresholdFigures['thresholds'][number];

/** What acting from each band on would mean, on the test stays of a model; follows what is typed. */
export function BandFigures({ bands }: Pick<Settings, 'bands'>) {
  const database = useCurrentDatabase().data;
  return database === null || database === undefined ? null : <OfModel bands={bands} />;
}

function OfModel({ bands }: Pick<Settings, 'bands'>) {
  const { settings } = useText();
  const words = settings.bands.figures;
  const [wanted, setWanted] = useState<string>();
  const { models, chosen } = useChosenModel(wanted);
  const ends = bands.map(({ below }) => below).filter((below) => below > 0 && below <= 1);
  const [thresholds] = useDebouncedValue(ends.join(), TYPING_MS);
  const figures = useQuery({
    ...api.patients.thresholds.queryOptions({
      model: chosen?.id ?? '',
      thresholds: thresholds === '' ? [] : thresholds.split(',').map(Number),
    }),
    enabled: chosen !== undefined && thresholds !== '',
    placeholderData: keepPreviousData,
  }).data;
  if (chosen === undefined) return <p className={styles.note}>{words.noModel}</p>;
  return (
    <div className={styles.figures}>
      <NativeSelect
        label={words.model}
        value={chosen.id}
        onChange={(event) => setWanted(event.currentTarget.value)}
        data={(models.data ?? [])
          .filter(({ missing }) => !missing)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      {figures !== undefined && figures.positives < FEWEST_POSITIVES && (
        <p className={styles.note}>{words.tooFew(formatCount(figures.positives))}</p>
      )}
      {figures !== undefined && figures.positives >= FEWEST_POSITIVES && <FigureTable figures={figures} />}
    </div>
  );
}

function FigureTable({ figures }: { readonly figures: ThresholdFigures }) {
  const { settings } = useText();
  const words = settings.bands.figures;
  const { encounters, positives } = figures;
  const columns: Column<Threshold>[] = [
    {
      key: 'from',
      header: words.from,
      rowHeader: true,
      cell: ({ threshold }) => formatShare(threshold),
    },
    {
      key: 'sensitivity',
      header: <Explained text={words.sensitivity} figure="sensitivity" />,
      numeric: true,
      cell: ({ truePositives }) => formatShare(truePositives / positives),
    },
    {
      key: 'ppv',
      header: <Explained text={words.ppv} figure="ppv" />,
      numeric: true,
      cell: ({ alerts, truePositives }) => (alerts === 0 ? NO_VALUE : formatShare(truePositives / alerts)),
    },
    {
      key: 'alerts',
      header: <Explained text={words.alerts} figure="alerts" />,
      numeric: true,
      cell: ({ alerts }) => formatCount(Math.round((alerts / encounters) * 100)),
    },
  ];
  return (
    <>
      <DataTable
        label={words.title}
        columns={columns}
        rows={figures.thresholds}
        rowKey={({ threshold }) => String(threshold)}
      />
      <p className={styles.note}>{words.of(formatCount(encounters), formatCount(positives))}</p>
    </>
  );
}
