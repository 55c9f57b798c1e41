import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Coalitions, ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { bandOf } from '../../app/risk-band.ts';
import { BandMark } from '../../components/band-mark.tsx';
import { IconArray } from '../../components/icon-array.tsx';
import { Panel } from '../../components/layout.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount, formatSigned } from '../../format/numbers.ts';
import {
  changeOfHundred,
  formatObservedRate,
  formatRisk,
  formatRiskRange,
  ofHundred,
} from '../../format/risk.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';
import type { Scene } from './what-if.ts';

interface Props {
  readonly coalitions: Coalitions;
  readonly scene: Scene;
  readonly model: ModelSummary;
  readonly onReset: () => void;
}

/** The risk as a statement that can be checked, or the reason why there is none. */
export function RiskPanel({ coalitions, scene, model, onReset }: Props) {
  const { patient } = useText();
  return (
    <Panel title={patient.risk.title} actions={<ModelLine model={model} />}>
      <WhatIfBanner scene={scene} onReset={onReset} />
      <div aria-live="polite">
        {scene.shown === null ? (
          <NotAssessed coalitions={coalitions} scene={scene} />
        ) : (
          <Assessed
            coalitions={coalitions}
            scene={scene}
            model={model}
            probability={scene.shown.probability}
          />
        )}
      </div>
    </Panel>
  );
}

function ModelLine({ model }: { readonly model: ModelSummary }) {
  const { patient, tasks, common } = useText();
  return (
    <>
      <span className={styles.quiet}>
        {patient.risk.modelLine(model.name, formatMoment(model.createdAt))}
      </span>
      <span title={tasks.timingMeaning[model.timing]}>
        <Tag>{tasks.timing[model.timing]}</Tag>
      </span>
      {model.synthetic && <Tag tone="warning">{common.synthetic}</Tag>}
    </>
  );
}

function WhatIfBanner({ scene, onReset }: Pick<Props, 'scene' | 'onReset'>) {
  const { patient, modality } = useText();
  const { asFound, shown, off } = scene;
  if (asFound === null) return null;
  if (off.length === 0) return <div className={styles.banner}>{patient.whatIf.asFound}</div>;
  const without = off.map((name) => modality.name[name].toLowerCase()).join(', ');
  const change = shown === null ? null : changeOfHundred(asFound.probability, shown.probability);
  return (
    <div className={[styles.banner, styles.whatIf].join(' ')} role="status">
      <span className={styles.bannerWord}>{patient.whatIf.banner}</span>
      <span className={styles.change}>
        {change === null && patient.risk.notAssessed}
        {change === 0 && patient.whatIf.noChange(without)}
        {change !== null && change !== 0 && patient.whatIf.change(formatSigned(change, 0), without)}
      </span>
      <span>{patient.whatIf.asFoundRisk(formatRisk(asFound.probability))}</span>
      <span className={styles.bannerEnd}>
        <Button variant="default" size="compact-sm" onClick={onReset} title={patient.whatIf.note}>
          {patient.whatIf.reset}
        </Button>
      </span>
    </div>
  );
}

function NotAssessed({ coalitions, scene }: Pick<Props, 'coalitions' | 'scene'>) {
  const { patient } = useText();
  const allOff = scene.usable.length > 0 && scene.off.length === scene.usable.length;
  const reason = coalitions.notAssessed ?? (allOff ? patient.risk.allOff : patient.risk.noAnswer);
  return (
    <div>
      <p className={styles.notAssessed}>{patient.risk.notAssessed}</p>
      <p className={styles.statement}>{reason}</p>
    </div>
  );
}

interface AssessedProps extends Pick<Props, 'coalitions' | 'scene' | 'model'> {
  readonly probability: number;
}

function Assessed({ coalitions, scene, model, probability }: AssessedProps) {
  const { patient } = useText();
  const outcome = useOutcome(model);
  const bands = useQuery(api.settings.get.queryOptions()).data?.bands ?? [];
  const count = ofHundred(probability);
  const base = ofHundred(coalitions.baseRate);
  const before = scene.asFound === null ? count : ofHundred(scene.asFound.probability);
  return (
    <div className={styles.risk}>
      <div>
        <p className={styles.headline}>
          <span className={styles.number}>{formatRisk(probability)}</span>
          <span className={styles.outcome}>{outcome}</span>
          {bands.length > 0 && <BandMark band={bandOf(probability, bands, patient.risk.topBand)} />}
        </p>
        <Observed observed={coalitions.observed} />
        <p className={styles.meta}>
          <span>{patient.risk.base(formatObservedRate(coalitions.baseRate))}</span>
          <PredictionTime model={model} />
        </p>
      </div>
      <div className={styles.array}>
        <IconArray
          count={count}
          before={before}
          base={base}
          label={patient.risk.ofHundredLabel(formatCount(count), formatCount(base))}
        />
        <div className={styles.arrayText}>
          <span>{count === 0 ? patient.risk.lessThanOne : patient.risk.ofHundred(formatCount(count))}</span>
          <span className={styles.arrayBase}>{patient.risk.baseOfHundred(formatCount(base))}</span>
        </div>
      </div>
    </div>
  );
}

/** "die within 90 days of discharge", from the label card where it is there. */
function useOutcome({ task }: ModelSummary): string {
  const { tasks } = useText();
  const cards = useQuery(api.cohorts.tasks.queryOptions()).data;
  return cards?.find((card) => card.task === task)?.outcome ?? tasks.outcome[task];
}

function PredictionTime({ model }: Pick<Props, 'model'>) {
  const { patient } = useText();
  const cards = useQuery(api.cohorts.tasks.queryOptions()).data;
  const time = cards?.find(({ task }) => task === model.task)?.predictionTime;
  return time === undefined ? null : <span>{patient.risk.predictionAt(time)}</span>;
}

/** How often it came true where the model said about the same; of the score as found, whatever is switched. */
function Observed({ observed }: Pick<Coalitions, 'observed'>) {
  const { patient } = useText();
  const text =
    'notAssessed' in observed
      ? patient.risk.observedNotAssessed(observed.notAssessed)
      : patient.risk.observed(
          formatCount(observed.n),
          formatRiskRange(observed.from, observed.to),
          formatCount(observed.events),
          formatObservedRate(observed.rate),
          formatRiskRange(observed.interval[0], observed.interval[1]),
        );
  return <p className={styles.statement}>{text}</p>;
}
