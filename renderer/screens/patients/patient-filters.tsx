import { Button, NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import type { ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { bandOf } from '../../app/risk-band.ts';
import { modalitiesOf, modalityText } from '../../app/search.ts';
import { ModalityMark } from '../../components/modality-mark.tsx';
import { formatRiskRange } from '../../format/risk.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import styles from './patients.module.css';
import {
  isFiltered,
  NO_FILTERS,
  type PatientsSearch,
  riskRangeOf,
  riskRangeText,
  validatePatientsSearch,
} from './search.ts';

const TYPING_MS = 250;

interface Props {
  readonly search: PatientsSearch;
  readonly models: readonly ModelSummary[];
  readonly model: ModelSummary | undefined;
  /** Whose outcomes are filtered by. */
  readonly task: ModelSummary['task'];
}

/** What narrows the list; each change is a change of the address. */
export function PatientFilters({ search, models, model, task }: Props) {
  const { patients, tasks } = useText();
  const navigate = useNavigate({ from: '/patients' });
  const change = (changes: PatientsSearch | typeof NO_FILTERS): void => {
    void navigate({ search: (before) => validatePatientsSearch({ ...before, ...changes }), replace: true });
  };
  const changeText = useDebouncedCallback((text: string) => change({ search: text }), TYPING_MS);
  const risks = useRiskRanges(search.risk);
  const { happened, split } = tasks;
  return (
    <div className={styles.filters}>
      <TextInput
        // A cleared filter must clear the field too.
        key={search.search === undefined ? 'empty' : 'typed'}
        className={styles.search}
        label={patients.search}
        leftSection={<IconSearch size={16} />}
        defaultValue={search.search ?? ''}
        onChange={(event) => changeText(event.currentTarget.value)}
      />
      {models.length > 0 && (
        <NativeSelect
          className={styles.model}
          label={patients.model}
          value={model?.id ?? ''}
          onChange={(event) => change({ model: event.currentTarget.value })}
          data={models.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <NativeSelect
        className={styles.select}
        label={patients.label}
        value={search.label ?? ''}
        onChange={(event) => change(validatePatientsSearch({ ...search, label: event.currentTarget.value }))}
        data={[{ value: '', label: patients.anyLabel }, ...options(happened[task])]}
      />
      <NativeSelect
        className={styles.select}
        label={patients.split}
        value={search.split ?? ''}
        onChange={(event) => change(validatePatientsSearch({ ...search, split: event.currentTarget.value }))}
        data={[{ value: '', label: patients.anySplit }, ...options(split)]}
      />
      {model !== undefined && (
        <NativeSelect
          className={styles.select}
          label={patients.risk}
          value={search.risk ?? ''}
          onChange={(event) => change({ ...search, risk: event.currentTarget.value })}
          data={[{ value: '', label: patients.anyRisk }, ...risks]}
        />
      )}
      <PresenceFilter search={search} onChange={change} />
      {isFiltered(search) && (
        <Button variant="subtle" color="gray" onClick={() => change(NO_FILTERS)}>
          {patients.clear}
        </Button>
      )}
    </div>
  );
}

/** One choice a band, and the one of the address where that is another. */
function useRiskRanges(chosen: string | undefined): { value: string; label: string }[] {
  const { patient, said } = useText();
  const bands = useQuery(api.settings.get.queryOptions()).data?.bands ?? [];
  const ends = [0, ...bands.map(({ below }) => below), 1].filter((end, index, all) => end !== all[index - 1]);
  const ranges = ends.slice(1).map((below, index) => {
    const from = ends[index] ?? 0;
    const { name } = bandOf(from, bands, patient.risk.topBand);
    return { value: riskRangeText(from, below), label: `${said(name)} (${formatRiskRange(from, below)})` };
  });
  const range = riskRangeOf(chosen);
  if (range === undefined || ranges.some(({ value }) => value === chosen)) return ranges;
  return [...ranges, { value: chosen ?? '', label: formatRiskRange(range.from, range.below) }];
}

function options(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

type Wanted = 'any' | 'present' | 'absent';
const NEXT: Readonly<Record<Wanted, Wanted>> = { any: 'present', present: 'absent', absent: 'any' };

interface PresenceFilterProps {
  readonly search: PatientsSearch;
  readonly onChange: (changes: PatientsSearch) => void;
}

/** A button a modality: any, present, not present, and round again. */
function PresenceFilter({ search, onChange }: PresenceFilterProps) {
  const { patients, modality } = useText();
  const id = useId();
  const present = modalitiesOf(search.present);
  const absent = modalitiesOf(search.absent);
  const wantedOf = (name: ModalityName): Wanted =>
    present.includes(name) ? 'present' : absent.includes(name) ? 'absent' : 'any';
  const advance = (name: ModalityName): void => {
    const next = NEXT[wantedOf(name)];
    const without = (list: readonly ModalityName[]) => list.filter((other) => other !== name);
    const changed = validatePatientsSearch({
      ...search,
      present: modalityText(next === 'present' ? [...present, name] : without(present)),
      absent: modalityText(next === 'absent' ? [...absent, name] : without(absent)),
    });
    onChange({ ...search, present: undefined, absent: undefined, ...changed });
  };
  return (
    <div className={styles.modalities} role="group" aria-labelledby={id}>
      <span id={id} className={styles.modalitiesName}>
        {patients.missingness}
      </span>
      {MODALITY_ORDER.map((name) => {
        const wanted = wantedOf(name);
        return (
          <UnstyledButton
            key={name}
            className={styles.modality}
            data-wanted={wanted}
            onClick={() => advance(name)}
          >
            <ModalityMark modality={name} size={20} standing={wanted === 'absent' ? 'absent' : 'present'} />
            {wanted === 'any' ? modality.name[name] : patients.filter[wanted](modality.name[name])}
          </UnstyledButton>
        );
      })}
    </div>
  );
}
