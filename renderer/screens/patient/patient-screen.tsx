import { Button, NativeSelect } from '@mantine/core';
import { IconPrinter, IconSchool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ModelSummary } from '../../../main/api/services.ts';
import { useChosenModel } from '../../app/chosen-model.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { printPage } from '../../app/printing.ts';
import { CopyButton } from '../../components/copy-field.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import { Beside } from './beside.tsx';
import { Disagree } from './disagree.tsx';
import { Explanation } from './explanation.tsx';
import { PatientRecord } from './patient-record.tsx';
import styles from './patient.module.css';
import { Who } from './who.tsx';

const route = getRouteApi('/database/patients/$encounter');

/** One stay: who, how high the risk, and what it rests on, with every modality to switch off and on. */
export function PatientScreen() {
  const { patient } = useText();
  const { encounter } = route.useParams();
  const { model: wanted, without = '' } = route.useSearch();
  const { models, chosen } = useChosenModel(wanted);
  const header = useQuery(api.patients.header.queryOptions({ encounter }));
  return (
    <Page
      title={patient.title(encounter)}
      beside={<CopyButton value={encounter} what={patient.who.idOf} />}
      // A blank line keeps the place, so that nothing jumps when it comes.
      subtitle={header.data === undefined ? '\u00a0' : <Who header={header.data} />}
      actions={
        models.data !== undefined &&
        models.data.length > 0 && (
          <>
            <ModelChoice chosen={chosen?.id} />
            {chosen !== undefined && <BesideChoice own={chosen} />}
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() => printPage(patient.title(encounter))}
            >
              {without === '' ? patient.print : patient.printAsFound}
            </Button>
          </>
        )
      }
    >
      {header.error === null ? (
        // Not after the header but beside it: both calls travel in one request.
        <>
          {chosen !== undefined && <Comparison encounter={encounter} chosen={chosen} />}
          <Loaded query={models} lines={6}>
            {() =>
              chosen === undefined ? <NoModel /> : <Explanation encounter={encounter} model={chosen} />
            }
          </Loaded>
          <PatientRecord encounter={encounter} model={chosen} />
          {chosen !== undefined && <Disagree encounter={encounter} model={chosen} />}
        </>
      ) : (
        <FailurePanel failure={toFailure(header.error)} onRetry={() => void header.refetch()} />
      )}
    </Page>
  );
}

function ModelChoice({ chosen }: { readonly chosen: string | undefined }) {
  const { patient } = useText();
  const navigate = route.useNavigate();
  const models = useQuery(api.models.list.queryOptions()).data ?? [];
  return (
    <NativeSelect
      className={styles.model}
      aria-label={patient.model}
      value={chosen ?? ''}
      onChange={(event) => {
        const model = event.currentTarget.value;
        void navigate({ search: (before) => ({ ...before, model }) });
      }}
      data={models.filter(({ missing }) => !missing).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** Another model of the same question, to stand beside this one. */
function BesideChoice({ own }: { readonly own: ModelSummary }) {
  const { beside } = useText().patient;
  const { besideModel } = route.useSearch();
  const navigate = route.useNavigate();
  const others = (useQuery(api.models.list.queryOptions()).data ?? []).filter(
    ({ id, task, missing }) => id !== own.id && task === own.task && !missing,
  );
  if (others.length === 0) return null;
  return (
    <NativeSelect
      className={styles.model}
      aria-label={beside.choose}
      value={besideModel ?? ''}
      onChange={({ currentTarget: { value } }) =>
        void navigate({
          search: ({ besideModel: _before, ...search }) =>
            value === '' ? search : { ...search, besideModel: value },
        })
      }
      data={[
        { value: '', label: beside.none },
        ...others.map(({ id, name }) => ({ value: id, label: beside.option(name) })),
      ]}
    />
  );
}

/** What the address puts beside this score, if anything. */
function Comparison({ encounter, chosen }: { readonly encounter: string; readonly chosen: ModelSummary }) {
  const { besideStay, besideModel } = route.useSearch();
  const navigate = route.useNavigate();
  const models = useQuery(api.models.list.queryOptions()).data ?? [];
  const model = models.find(({ id }) => id === besideModel) ?? chosen;
  const other = { encounter: besideStay ?? encounter, model };
  if (other.encounter === encounter && other.model.id === chosen.id) return null;
  const close = (): void =>
    void navigate({ search: ({ besideStay: _stay, besideModel: _model, ...search }) => search });
  return <Beside own={{ encounter, model: chosen }} other={other} onClose={close} />;
}

function NoModel() {
  const { patient, start } = useText();
  const navigate = route.useNavigate();
  return (
    <EmptyState icon={IconSchool} title={patient.noModel.title} text={patient.noModel.text}>
      <Button onClick={() => void navigate({ to: '/train' })}>{start.next.trainAction}</Button>
    </EmptyState>
  );
}
