import type { ReactNode } from 'react';
import type { CohortDescription, LabelCard } from '../../../main/api/services.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatObservedRate } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import styles from './cohort.module.css';

interface Props {
  readonly description: CohortDescription;
  readonly card: LabelCard | undefined;
}

/** The written definition of the label, under the figure that it leads to. */
export function LabelCardPanel({ description, card }: Props) {
  const { cohort, tasks } = useText();
  const { positives, labelled, patients, unlabelled, task, counts, timing } = description;
  const share = labelled === 0 ? '' : formatObservedRate(positives / labelled);
  const finding = cohort.card.finding(
    formatCount(positives),
    formatCount(labelled),
    share,
    card?.outcome ?? tasks.outcome[task],
  );
  const rows: [string, ReactNode][] = card === undefined ? [] : definitionOf(card, cohort.card);
  return (
    <Panel title={cohort.card.title}>
      <p className={styles.finding}>{finding}</p>
      <dl className={styles.definition}>
        {rows.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <dt>{cohort.controls.timing}</dt>
        <dd>{tasks.timingMeaning[timing]}</dd>
      </dl>
      <div className={styles.spaced}>
        <Facts
          facts={[
            [cohort.card.patients, formatCount(patients)],
            [cohort.card.unlabelled, formatCount(unlabelled)],
            ...Object.entries(counts).map(([name, count]) => [capital(name), formatCount(count)] as const),
          ]}
        />
      </div>
    </Panel>
  );
}

function definitionOf(card: LabelCard, texts: Readonly<Record<string, unknown>>): [string, ReactNode][] {
  const name = (key: string) => String(texts[key]);
  const list = (items: readonly string[]) => (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
  return [
    [name('unit'), card.unit],
    [name('time'), card.predictionTime],
    [name('positive'), card.positive],
    [name('negative'), card.negative],
    ...(card.excluded.length > 0 ? [[name('excluded'), list(card.excluded)] as [string, ReactNode]] : []),
    ...(card.competingEvent === null
      ? []
      : [[name('competing'), card.competingEvent] as [string, ReactNode]]),
    ...(card.caveats.length > 0 ? [[name('caveats'), list(card.caveats)] as [string, ReactNode]] : []),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
