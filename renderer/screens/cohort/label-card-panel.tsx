import type { ReactNode } from 'react';
import type { CohortDescription, LabelCard } from '../../../main/api/services.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatObservedRate } from '../../format/risk.ts';
import { maybeModality } from '../../modality/modalities.ts';
import { capital } from '../../format/words.ts';
import { type Catalogue, useText } from '../../text/index.ts';
import styles from './cohort.module.css';

/** Prefix of events that were left out, before the name of their modality. */
const NOT_YET = /^notYetAvailable\./;

interface Props {
  readonly description: CohortDescription;
  readonly card: LabelCard | undefined;
}

/** The written definition of the label, under the figure that it leads to. */
export function LabelCardPanel({ description, card }: Props) {
  const { cohort, tasks, said } = useText();
  const { positives, labelled, patients, unlabelled, task, counts, timing } = description;
  const share = labelled === 0 ? '' : formatObservedRate(positives / labelled);
  const finding = cohort.card.finding(
    formatCount(positives),
    formatCount(labelled),
    share,
    card === undefined ? tasks.outcome[task] : said(card.outcome),
  );
  const say = useCountName();
  const rows: [string, ReactNode][] = card === undefined ? [] : definitionOf(card, cohort.card, said);
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
          columns
          facts={[
            [cohort.card.patients, formatCount(patients)],
            [cohort.card.unlabelled, formatCount(unlabelled)],
            ...Object.entries(counts).map(([name, count]) => [say(name), formatCount(count)] as const),
          ]}
        />
      </div>
    </Panel>
  );
}

function definitionOf(
  card: LabelCard,
  texts: Readonly<Record<string, unknown>>,
  said: Catalogue['said'],
): [string, ReactNode][] {
  const name = (key: string) => String(texts[key]);
  const list = (items: readonly string[]) => (
    <ul>
      {items.map((item) => (
        <li key={item}>{capital(said(item))}</li>
      ))}
    </ul>
  );
  return [
    [name('unit'), capital(said(card.unit))],
    [name('time'), capital(said(card.predictionTime))],
    [name('positive'), said(card.positive)],
    [name('negative'), said(card.negative)],
    ...(card.excluded.length > 0 ? [[name('excluded'), list(card.excluded)] as [string, ReactNode]] : []),
    ...(card.competingEvent === null
      ? []
      : [[name('competing'), said(card.competingEvent)] as [string, ReactNode]]),
    ...(card.caveats.length > 0 ? [[name('caveats'), list(card.caveats)] as [string, ReactNode]] : []),
  ];
}

/** What a count counts; a name that this window does not know yet stands for itself. */
function useCountName(): (name: string) => string {
  const { cohort, modality } = useText();
  return (name) => {
    const left = maybeModality(name.replace(NOT_YET, ''));
    if (left !== undefined) return cohort.card.notYetAvailable(modality.name[left]);
    return cohort.card.counted[name] ?? name;
  };
}
