import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Coalitions, ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { bandOf } from '../../app/risk-band.ts';
import { BandMark } from '../../components/band-mark.tsx';
import { Explained, FigureHelp } from '../../components/figure-help.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount, formatSigned } from '../../format/numbers.ts';
import {
  changeOfHundred,
  formatObservedRate,
  formatRisk,
  formatRiskRange,
  ofHundred,
} from '../../format/risk.ts';
import { formatDay } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { HundredFigure } from './hundred-figure.tsx';
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
  const titleId = useId();
  const isWhatIf = scene.off.length > 0;
  return (
    <section
      className={[styles.riskPanel, isWhatIf ? styles.whatIf : undefined].join(' ')}
      aria-labelledby={titleId}
    >
      <RiskHead titleId={titleId} scene={scene} onReset={onReset} />
      <div className={styles.riskBody} aria-live="polite">
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
    </section>
  );
}

interface HeadProps extends Pick<Props, 'scene' | 'onReset'> {
  readonly titleId: string;
}

/** Says whether this is the risk as found or a what-if, and keeps the risk as found beside it. */
function RiskHead({ titleId, scene, onReset }: HeadProps) {
  const { patient, modality, common } = useText();
  const { asFound, shown, off } = scene;
  if (off.length === 0 || asFound === null) {
    return (
      <div className={styles.riskHead}>
        <h2 id={titleId} className={styles.riskTitle}>
          {patient.risk.title}
        </h2>
        <FigureHelp figure="risk" />
        {asFound !== null && <span className={styles.asFound}>{patient.whatIf.asFound}</span>}
      </div>
    );
  }
  const without = off.map((name) => common.within(modality.name[name])).join(', ');
  const change = shown === null ? null : changeOfHundred(asFound.probability, shown.probability);
  return (
    <div className={styles.riskHead}>
      <h2 id={titleId} className={styles.riskTitle}>
        {patient.whatIf.banner}
      </h2>
      <span className={styles.change}>
        {change === null && patient.whatIf.without(without)}
        {change === 0 && patient.whatIf.noChange(without)}
        {change !== null && change !== 0 && patient.whatIf.change(formatSigned(change, 0), without)}
      </span>
      <span className={styles.asFound}>{patient.whatIf.asFoundRisk(formatRisk(asFound.probability))}</span>
      <Button
        className={styles.headEnd}
        variant="default"
        size="compact-sm"
        title={patient.whatIf.note}
        onClick={onReset}
      >
        {patient.whatIf.reset}
      </Button>
    </div>
  );
}

/** As much of a model's id as tells it from others at a glance. */
const VERSION_LENGTH = 8;

function ModelLine({ model }: { readonly model: ModelSummary }) {
  const { patient, common } = useText();
  return (
    <>
      <span title={model.id}>
        {patient.risk.modelLine(model.name, model.id.slice(0, VERSION_LENGTH), formatDay(model.createdAt))}
      </span>
      {model.synthetic && <Tag tone="warning">{common.synthetic}</Tag>}
    </>
  );
}

/** Whether the model could have been run when the prediction is meant for. */
function Timing({ model }: { readonly model: ModelSummary }) {
  const { patient, tasks } = useText();
  return (
    <span title={tasks.timingMeaning[model.timing]}>
      <Tag>{patient.risk.timing[model.timing]}</Tag>
    </span>
  );
}

function NotAssessed({ coalitions, scene }: Pick<Props, 'coalitions' | 'scene'>) {
  const { patient, said } = useText();
  const allOff = scene.usable.length > 0 && scene.off.length === scene.usable.length;
  const own = allOff ? patient.risk.allOff : patient.risk.noAnswer;
  const reason = coalitions.notAssessed === null ? own : said(coalitions.notAssessed);
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
          {bands.length > 0 && (
            <span className={styles.band}>
              <BandMark band={bandOf(probability, bands, patient.risk.topBand)} />
              <FigureHelp figure="band" />
            </span>
          )}
        </p>
        <Observed observed={coalitions.observed} asFound={scene.off.length > 0 ? scene.asFound : null} />
        <div className={styles.meta}>
          <Explained text={patient.risk.base(formatObservedRate(coalitions.baseRate))} figure="baseRate" />
          <PredictionTime model={model} />
          <Timing model={model} />
          <ModelLine model={model} />
          <TrainedOn encounter={coalitions.encounter} model={model} />
        </div>
      </div>
      <div className={styles.array}>
        <HundredFigure count={count} before={before} base={base} outcome={outcome} />
      </div>
    </div>
  );
}

/** "die within 90 days of discharge", from the label card where it is there. */
function useOutcome({ task }: ModelSummary): string {
  const { tasks, said } = useText();
  const cards = useQuery(api.cohorts.tasks.queryOptions()).data;
  const card = cards?.find((candidate) => candidate.task === task);
  return card === undefined ? tasks.outcome[task] : said(card.outcome);
}

function PredictionTime({ model }: Pick<Props, 'model'>) {
  const { patient, said } = useText();
  const cards = useQuery(api.cohorts.tasks.queryOptions()).data;
  const time = cards?.find(({ task }) => task === model.task)?.predictionTime;
  return time === undefined ? null : <span>{patient.risk.predictionAt(said(time))}</span>;
}

interface ObservedProps extends Pick<Coalitions, 'observed'> {
  /** The answer as found, while another one is shown. */
  readonly asFound: Scene['asFound'];
}

/** How often it came true where the model said about the same; of the score as found, whatever is switched. */
function Observed({ observed, asFound }: ObservedProps) {
  const { patient, said } = useText();
  const text =
    'notAssessed' in observed
      ? patient.risk.observedNotAssessed(said(observed.notAssessed))
      : patient.risk.observed({
          n: formatCount(observed.n),
          range: formatRiskRange(observed.from, observed.to),
          events: formatCount(observed.events),
          rate: formatObservedRate(observed.rate),
          interval: formatRiskRange(observed.interval[0], observed.interval[1]),
        });
  return (
    <p className={styles.statement}>
      {asFound === null ? text : patient.risk.observedAsFound(formatRisk(asFound.probability), text)}
    </p>
  );
}

/** A model does well on what it learned from; a reader must not take that for skill. */
function TrainedOn({ encounter, model }: { readonly encounter: string; readonly model: ModelSummary }) {
  const { patient } = useText();
  const found = useQuery(api.patients.list.queryOptions({ model: model.id, search: encounter })).data;
  const split = found?.rows.find((row) => row.encounter === encounter)?.split;
  return split === 'train' ? <Tag tone="warning">{patient.risk.trainedOn}</Tag> : null;
}
