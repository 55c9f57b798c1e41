import { NativeSelect } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { MissingnessReport } from '../../../main/api/services.ts';
import { absenceMapChart } from '../../charts/absence-map.ts';
import { ChartPanel } from '../../components/chart-figure.tsx';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
import { formatShare } from '../../format/risk.ts';
import { capital } from '../../format/words.ts';
import { MODALITY_ORDER } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { absenceRow, groupsOf, largestDifference, type Variable } from './absence-groups.ts';
import styles from './checks.module.css';

const STATES = ['present', 'noneRecorded', 'unavailable'] as const;

interface Props {
  readonly report: MissingnessReport;
}

/** In whom each modality is absent: by outcome, or by groups of people. */
export function AbsenceByGroup({ report }: Props) {
  const { checks, modality: names } = useText();
  const { groups: words, variable: variableNames, group: groupNames } = checks.missingness;
  const variables = [...new Set(report.groups.map(({ variable }) => variable))];
  const [chosen, setChosen] = useState<Variable>('label');
  const variable = variables.includes(chosen) ? chosen : variables[0];
  const groups = useMemo(
    () => groupsOf(report, variable, { all: words.all, names: groupNames }),
    [report, variable, words, groupNames],
  );
  const draw = useCallback(
    (width: number) => {
      // What is never absent needs no column.
      const modalities = MODALITY_ORDER.filter((name) => groups[0]?.states[name]?.unavailable !== 0);
      return absenceMapChart(
        groups.map(absenceRow).map((row) => ({ ...row, group: capital(row.group) })),
        { width, modalities, names: names.name },
      );
    },
    [groups, names],
  );
  const largest = largestDifference(groups.slice(1));
  const placed = (place: { readonly group: string; readonly share: number }): string =>
    words.placed(formatShare(place.share), place.group);
  return (
    <ChartPanel
      title={
        largest === null
          ? words.even
          : words.title(names.name[largest.modality], placed(largest.low), placed(largest.high))
      }
      actions={
        <NativeSelect
          className={styles.chooser}
          aria-label={words.by}
          value={variable}
          onChange={(event) => setChosen(event.currentTarget.value as Variable)}
          data={variables.map((name) => ({ value: name, label: words.byVariable(variableNames[name]) }))}
        />
      }
      legend={words.legend(formatCount(report.smallestCell))}
      draw={draw}
      table={() => ({
        columns: [
          words.group,
          words.stays,
          ...MODALITY_ORDER.flatMap((name) =>
            STATES.map((state) => words.states(names.name[name], names.state[state])),
          ),
        ],
        rows: groups.map(({ group, n, states }) => [
          capital(group),
          count(n),
          ...MODALITY_ORDER.flatMap((name) => STATES.map((state) => count(states[name]?.[state] ?? null))),
        ]),
      })}
    />
  );
}

function count(value: number | null): string {
  return value === null ? NO_VALUE : formatCount(value);
}
