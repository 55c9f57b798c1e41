import type { Trial } from '../search/trial.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { sentence } from '../wording.ts';

type Scores = {
  readonly auroc: number | null;
  readonly auprc: number | null;
  readonly intervals: {
    readonly auroc: readonly [number, number] | null;
    readonly auprc: readonly [number, number] | null;
  };
};

/** What the card of a model says, in the words of whoever trained it. */
export interface CardContent {
  readonly name: string;
  readonly id: string;
  readonly createdAt: string;
  readonly lacuna: string;
  readonly synthetic: boolean;
  readonly task: { readonly title: string; readonly positive: string; readonly negative: string };
  readonly predictionTime: string;
  readonly timing: string;
  readonly excluded: readonly string[];
  /** What was chosen of the cohort, and how many encounters each of its rules left. */
  readonly cohort: {
    readonly choices: readonly string[];
    readonly attrition: readonly { readonly step: string; readonly left: number }[];
  };
  readonly caveats: readonly string[];
  readonly encoders: string;
  /** Of logistic experts in the logit; at 1 there is no network. */
  readonly expertShare: number;
  /** Sentences about how it was trained. */
  readonly remarks: readonly string[];
  readonly fusion: string;
  readonly policy: string;
  readonly modalities: readonly ModalityName[];
  readonly leftOut: readonly { readonly modality: ModalityName; readonly reason: string }[];
  readonly strength: Readonly<Partial<Record<ModalityName, { readonly auroc: number | null }>>>;
  readonly training: { readonly encounters: number; readonly positives: number };
  readonly calibration: string;
  readonly validation: Scores;
  readonly test: Scores;
  readonly dataFingerprint: string;
  readonly seed: number;
  /** What was tried before; `null` = the settings were not searched. */
  readonly search: { readonly chosen: number; readonly trials: readonly Trial[] } | null;
  readonly warnings: readonly string[];
}

/**
 * The model card, Markdown: what the model is for, what it saw, how well it did, and where it ends. A window of another
 * language knows its sentences by their form, and its headings and words by a list of its own.
 */
export function modelCard(card: CardContent): string {
  const { training } = card;
  const share = ((100 * training.positives) / training.encounters).toFixed(1);
  return [
    `# ${card.name}`,
    strong(sentence`Research use only. Not for clinical decisions.`),
    ...(card.synthetic
      ? [sentence`Trained on ${strong(sentence`synthetic records`)}: it says nothing about any patient.`]
      : []),
    '## Intended use',
    sentence`For researchers who study prediction when parts of a record are missing. Not for the care of a patient.`,
    card.timing === 'retrospective'
      ? `${sentence`Timing ${code('retrospective')}: it uses codes and summaries written after discharge.`} ` +
        strong(sentence`It cannot be run at the bedside.`)
      : sentence`Timing ${code('available')}: it uses only what had been stored by the prediction time.`,
    '## What it predicts',
    sentence`${card.task.title}, predicted at ${card.predictionTime}.`,
    list([sentence`Positive: ${card.task.positive}`, sentence`Negative: ${card.task.negative}`]),
    sentence`Not predicted for:`,
    list(card.excluded),
    '## Data',
    `${sentence`${training.encounters} training encounters, ${training.positives} positive (${share} %).`} ` +
      sentence`Fingerprint ${code(card.dataFingerprint)}.`,
    list(card.cohort.choices),
    table(
      ['rule of the cohort', 'left'],
      card.cohort.attrition.map(({ step, left }) => [step.replaceAll('|', '\\|'), String(left)]),
    ),
    '## Model',
    `${inside(card)} ${sentence`Seed ${card.seed}.`} ${sentence`Trained by Lacuna ${card.lacuna} on ${card.createdAt}.`}`,
    ...(card.remarks.length === 0 ? [] : [list(card.remarks)]),
    table(
      ['modality', 'AUROC of its encoding alone (validation)'],
      card.modalities.map((modality) => [modality, figure(card.strength[modality]?.auroc ?? null)]),
    ),
    ...(card.leftOut.length === 0
      ? []
      : [sentence`Left out:`, list(card.leftOut.map(({ modality, reason }) => `${modality}: ${reason}`))]),
    '## Figures',
    table(
      ['split', 'AUROC (95 %)', 'AUPRC (95 %)'],
      [scoreRow('validation', card.validation), scoreRow('test', card.test)],
    ),
    sentence`Calibration: ${card.calibration}.`,
    ...(card.search === null ? [] : searchLines(card.search)),
    '## Limits',
    list([
      ...card.caveats,
      sentence`A contribution is the model’s, not a cause: a lower risk beside a treatment does not mean that the treatment lowers risk.`,
      sentence`Figures hold for records like those it was trained on; elsewhere it must be evaluated first.`,
      ...card.warnings,
    ]),
    sentence`Model ${code(card.id)}`,
    '',
  ].join('\n\n');
}

function inside({ encoders, fusion, policy, expertShare }: CardContent): string {
  if (expertShare === 1) {
    const alone = sentence`Logistic experts: a ridge logistic regression for each modality, whose evidence beyond the base rate adds up.`;
    return `${alone} ${sentence`A missing modality adds nothing.`}`;
  }
  const networks = sentence`Encoders ${code(encoders)}, fusion ${code(fusion)}, a missing modality handled by ${code(policy)}.`;
  if (expertShare === 0) return networks;
  const experts = sentence`Beside the networks, with ${expertShare.toFixed(2)} of the say: a ridge logistic regression for each modality, whose evidence beyond the base rate adds up.`;
  return `${networks} ${experts}`;
}

/** More trials than these are in the manifest alone. */
const LISTED_TRIALS = 30;

function searchLines({ chosen, trials }: NonNullable<CardContent['search']>): string[] {
  const last = ({ rungs }: Trial): Trial['rungs'][number] | undefined => rungs.at(-1);
  const ordered = trials.toSorted(
    (a, b) => b.rungs.length - a.rungs.length || (last(a)?.loss ?? Infinity) - (last(b)?.loss ?? Infinity),
  );
  const more = trials.length - LISTED_TRIALS;
  return [
    '## Search of settings',
    `${sentence`${trials.length} settings were tried (seeded random search with successive halving) and judged by their mean validation log-loss over missing rates 0 and .5; trial ${chosen} was trained as this model.`} ` +
      sentence`So figures of the validation split are better than on new records; the test split took no part.`,
    table(
      ['trial', 'changed settings', 'epochs', 'validation log-loss', 'what became of it'],
      ordered
        .slice(0, LISTED_TRIALS)
        .map((trial) => [
          String(trial.trial),
          settingsInWords(trial.settings),
          String(last(trial)?.epochs ?? 0),
          last(trial)?.loss.toFixed(4) ?? 'none',
          trial.outcome,
        ]),
    ),
    ...(more > 0 ? [sentence`${more} more are in the manifest.`] : []),
  ];
}

function settingsInWords(settings: Trial['settings']): string {
  const words = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
  return words.length === 0 ? 'none: as asked for' : words.join(', ');
}

function strong(text: string): string {
  return `**${text}**`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function scoreRow(split: string, scores: Scores): string[] {
  return [
    split,
    withInterval(scores.auroc, scores.intervals.auroc),
    withInterval(scores.auprc, scores.intervals.auprc),
  ];
}

function withInterval(value: number | null, interval: readonly [number, number] | null): string {
  if (value === null) return 'not assessed';
  return interval === null
    ? figure(value)
    : sentence`${figure(value)} (${figure(interval[0])} to ${figure(interval[1])})`;
}

function figure(value: number | null): string {
  return value === null ? 'not assessed' : value.toFixed(3);
}
