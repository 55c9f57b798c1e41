import type { ModalityName } from '../modalities/modality.ts';
import { collapsedModality, modalityStanding } from '../diagnostics/modality-standing.ts';
import { RandomStream } from '../random/random-stream.ts';
import type { CreateMethod, MethodContext } from '../training/method.ts';
import { deployedSources, rankNow, type Standing } from '../training/ranking.ts';
import { requireSmallBanks } from './bank-objective.ts';
import { Distiller } from './distiller.ts';
import { type DistillationState, readDistillationState } from './memory.ts';
import { planPhases } from './phases.ts';
import { reliances } from './reliance.ts';
import { chooseStudents, type Lane, planLanes } from './sequence.ts';
import { sentence, type Sentence } from '../wording.ts';

const NOT_YET: DistillationState = { lanes: null, taught: [], steps: 0 };

/**
 * Cross-modal distillation: the encoders learn as vanilla ones do; then those of weaker modalities are taught by frozen
 * stronger ones, and take the place of what they were; then everything is tuned together. Weights are judged in the
 * last phase only.
 * @throws {ModelError} `configuration` when memory banks would not fit; `serialization` for a foreign checkpoint.
 * @see Chaudhuri et al. 2025, section 3.3 and appendix C.3
 */
export const createDistillationMethod: CreateMethod = (context, from) => {
  const { run, stepper } = context;
  const { configuration } = run;
  const { epochs, blockEpochs } = configuration;
  const phases = planPhases(configuration);
  requireBanks(context);
  let state = from ? readDistillationState(from.state) : NOT_YET;
  let distiller: Distiller | null = null;
  if (from && state.lanes && 'students.values' in from.tensors) {
    distiller = new Distiller(context, state.lanes, { ...state, tensors: from.tensors });
  }
  const isTuning = (epoch: number): boolean => epoch >= phases.tuning;
  const ends = (epoch: number): boolean =>
    epoch + 1 === epochs || (epoch + 1 - phases.tuning) % blockEpochs === 0;
  const remember = (): void => {
    if (distiller) state = { lanes: distiller.lanes, taught: distiller.taught, steps: distiller.steps };
  };
  return {
    plan: (epoch) => ({
      block: distiller ? 'distillation' : 'semantic',
      judged: isTuning(epoch) && ends(epoch),
    }),
    beginEpoch: (epoch) => {
      if (epoch !== phases.distillation) return;
      const standing = rankNow(run, context.state);
      const lanes = chooseLanes(context, standing);
      state = { ...NOT_YET, lanes };
      if (lanes.length > 0) distiller = new Distiller(context, lanes, { heads: standing.heads });
    },
    step: (members, step) => {
      const { rate, random, table } = step;
      if (!distiller) {
        return stepper.step(members, { semantic: true, adversarial: false, rate, random, table });
      }
      return distiller.step(members, {
        rate,
        random,
        step: (step.epoch - phases.distillation) * step.steps + step.step,
        steps: (phases.tuning - phases.distillation) * step.steps,
      });
    },
    endEpoch: (epoch) => {
      remember();
      if (epoch + 1 !== phases.tuning || !distiller) return;
      distiller.finish();
      distiller.dispose();
      distiller = null;
    },
    remarks: () => (distiller ? [] : remarksOf(state, run.inputs.modalities)),
    warnings: () =>
      distiller || state.lanes === null
        ? [sentence`stopped before the distillation had ended: the encoders are those of a vanilla model`]
        : warningsOf(state, run.inputs.modalities),
    state: () => state,
    tensors: () => distiller?.tensors() ?? {},
    dispose: () => distiller?.dispose(),
  };
};

/** As many pairs at a time as there could be. */
function requireBanks({ run }: MethodContext): void {
  const { configuration, inputs, trainingRows } = run;
  if (configuration.distillation !== 'crd') return;
  const students = inputs.modalities.length - 1;
  const pairs =
    configuration.distillationSequence === 'simultaneous' ? (students * (students + 1)) / 2 : students;
  requireSmallBanks(configuration, trainingRows.length, pairs);
}

function chooseLanes({ run, state }: MethodContext, { ranking, strengths }: Standing): Lane[] {
  const { distillationSequence, seed } = run.configuration;
  const filling = { table: deployedSources(run, ranking), lends: 'latent' } as const;
  const reliance = reliances(run, state, filling);
  const collapsed = collapsedModality(
    strengths.map(({ auroc, interval }, m) => ({
      strength: auroc,
      reliance: reliance[m] ?? null,
      standing: modalityStanding(interval),
    })),
  );
  const students = chooseStudents({
    strengths: strengths.map(({ auroc }) => auroc),
    dead: ranking.dead,
    collapsed,
  });
  return planLanes(students, distillationSequence, RandomStream.fromSeed(seed).fork('sequence'));
}

/** Who was taught by whom, in words. */
function remarksOf({ lanes }: DistillationState, modalities: readonly ModalityName[]): string[] {
  const students = [...new Set((lanes ?? []).map(({ student }) => student))];
  return students.map((student) => {
    const own = (lanes ?? []).filter((lane) => lane.student === student);
    const teachers = own.flatMap((lane) => lane.teachers.map((m) => modalities[m]));
    const by = teachers.join(own.length > 1 ? ' and ' : ', then ');
    return sentence`${modalities[student] ?? ''} was taught by ${by}`;
  });
}

function warningsOf({ lanes, taught }: DistillationState, modalities: readonly ModalityName[]): Sentence[] {
  if (lanes === null || lanes.length === 0)
    return [sentence`no modality could be taught: none has a stronger one`];
  return lanes.flatMap(({ student, teachers }, lane) =>
    teachers.flatMap((teacher, stage) =>
      taught[lane]?.[stage] === true
        ? []
        : [
            sentence`${modalities[student] ?? ''} was not taught by ${modalities[teacher] ?? ''}: too few encounters of a batch have both, or too few steps`,
          ],
    ),
  );
}
