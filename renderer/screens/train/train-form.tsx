import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../app/client.ts';
import { modalitiesOf, modalityText, type RawSearch } from '../../app/search.ts';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { OF_ONE_TASK } from '../cohort/search.ts';
import { TaskSelect } from '../cohort/task-select.tsx';
import { type ChosenCohort, savedText } from '../cohort/use-cohort.ts';
import { CohortLine } from './cohort-line.tsx';
import { ENCODERS, FUSIONS, isCustom, type TrainSearch, validateTrainSearch } from './search.ts';
import { ReadingChoice } from './reading-choice.tsx';
import { SearchChoice } from './search-choice.tsx';
import { CommonSettings, CustomSettings } from './custom-settings.tsx';
import styles from './train.module.css';

const TYPING_MS = 400;

interface Props {
  readonly search: TrainSearch;
  readonly cohort: ChosenCohort;
}

type Change = (changes: RawSearch) => void;

/** Every choice of a run; each is in the address, so that a run can be handed on as a link. */
export function TrainForm({ search, cohort }: Props) {
  const { train } = useText();
  const navigate = useNavigate({ from: '/train' });
  const change: Change = (changes) => {
    void navigate({
      search: (before) => validateTrainSearch({ ...before, ...changes }),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <Panel title={train.form.title}>
      <div className={styles.form}>
        <PresetChoice search={search} cohort={cohort} change={change} />
        <CustomSettings search={search} change={change} />
        <CohortChoice search={search} cohort={cohort} change={change} />
        <Choices search={search} cohort={cohort} change={change} />
        <ReadingChoice search={search} change={change} />
        <ModalityChoice search={search} cohort={cohort} change={change} />
        <SearchChoice search={search} change={change} />
      </div>
    </Panel>
  );
}

interface PartProps extends Props {
  readonly change: Change;
}

function PresetChoice({ search, change }: PartProps) {
  const { said, train } = useText();
  const presets = useQuery(api.training.presets.queryOptions());
  const chosen = search.trainingPreset ?? 'desktop';
  const custom = isCustom(search);
  return (
    <fieldset className={styles.presets}>
      <legend className={styles.legend}>{train.form.preset}</legend>
      <Loaded query={presets} lines={3}>
        {(list) => (
          <>
            {list.map(({ preset, title, description }) => (
              <PresetCard
                key={preset}
                value={preset}
                title={said(title)}
                text={said(description)}
                isChosen={preset === chosen && !custom}
                onChoose={() => change({ trainingPreset: preset, custom: undefined, set: undefined })}
              />
            ))}
            <PresetCard
              value="custom"
              title={train.form.custom}
              text={train.form.customText(
                said(list.find(({ preset }) => preset === chosen)?.title ?? chosen),
              )}
              isChosen={custom}
              onChoose={() => change({ custom: 'yes' })}
            />
          </>
        )}
      </Loaded>
    </fieldset>
  );
}

interface CardProps {
  readonly value: string;
  readonly title: string;
  readonly text: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PresetCard({ value, title, text, isChosen, onChoose }: CardProps) {
  return (
    <label className={styles.preset}>
      <input type="radio" name="preset" value={value} checked={isChosen} onChange={onChoose} />
      <span className={styles.presetTitle}>{title}</span>
      <span className={styles.presetText}>{text}</span>
    </label>
  );
}

/** The cohort: its task and timing here, all else of it where it is built, or one that was saved. */
function CohortChoice({ search, cohort, change }: PartProps) {
  const { said, train, tasks } = useText();
  const cards = useQuery(api.cohorts.tasks.queryOptions()).data ?? [];
  const saved = useQuery(api.cohorts.saved.queryOptions()).data ?? [];
  const { task, timing } = cohort.choices;
  const card = cards.find((candidate) => candidate.task === task);
  const isSaved = cohort.saved !== null;
  return (
    <>
      <NativeSelect
        label={train.form.cohort}
        value={search.saved ?? ''}
        onChange={(event) => change({ ...(isSaved ? cohort.choices : {}), saved: event.currentTarget.value })}
        data={[
          { value: '', label: train.form.cohortHere },
          ...saved.map((one) => ({ value: savedText(one), label: savedText(one) })),
        ]}
      />
      <TaskSelect
        label={train.form.task}
        value={task}
        cards={cards}
        disabled={isSaved}
        error={typeof card?.unsupported === 'string' && said(card.unsupported)}
        onChoose={(chosen) => change({ ...OF_ONE_TASK, task: chosen })}
      />
      <NativeSelect
        label={train.form.timing}
        value={timing ?? ''}
        disabled={isSaved}
        onChange={(event) => change({ timing: event.currentTarget.value })}
        data={[
          { value: '', label: train.form.timingDefault },
          ...(card?.timings ?? []).map((name) => ({ value: name, label: tasks.timing[name] })),
        ]}
      />
      <CohortLine cohort={cohort} search={search} />
    </>
  );
}

function Choices({ search, change }: PartProps) {
  const { train, tasks } = useText();
  const changeText = useDebouncedCallback(change, TYPING_MS);
  const encoders = search.encoders ?? 'ebr';
  const fusion = search.fusion ?? 'gated';
  return (
    <>
      <NativeSelect
        label={train.form.encoders}
        description={train.form.encoderMeaning[encoders]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={encoders}
        onChange={(event) => change({ encoders: event.currentTarget.value })}
        data={ENCODERS.map((value) => ({ value, label: train.form.encoderNames[value] }))}
      />
      <NativeSelect
        label={train.form.fusion}
        description={train.form.fusionMeaning[fusion]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={fusion}
        onChange={(event) => change({ fusion: event.currentTarget.value })}
        data={FUSIONS.map((value) => ({ value, label: tasks.fusion[value] }))}
      />
      <CommonSettings search={search} change={change} />
      <TextInput
        type="number"
        label={train.form.seed}
        defaultValue={String(search.seed ?? 1)}
        onChange={(event) => changeText({ seed: event.currentTarget.value })}
      />
      <TextInput
        label={train.form.name}
        placeholder={train.form.namePlaceholder}
        defaultValue={search.name ?? ''}
        maxLength={100}
        onChange={(event) => changeText({ name: event.currentTarget.value })}
      />
    </>
  );
}

function ModalityChoice({ search, change }: PartProps) {
  const { train, modality } = useText();
  const without = modalitiesOf(search.without);
  const toggle = (name: ModalityName): void => {
    const next = without.includes(name) ? without.filter((other) => other !== name) : [...without, name];
    change({ without: modalityText(next) });
  };
  return (
    <fieldset className={styles.modalities}>
      <legend className={styles.legend}>{train.form.modalities}</legend>
      <div className={styles.checks}>
        {MODALITY_ORDER.map((name) => (
          <span key={name} className={styles.check}>
            <Checkbox
              checked={!without.includes(name)}
              aria-label={modality.name[name]}
              onChange={() => toggle(name)}
            />
            <ModalityLabel modality={name} standing={without.includes(name) ? 'off' : 'present'} />
          </span>
        ))}
      </div>
    </fieldset>
  );
}
