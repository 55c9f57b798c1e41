import { Button, NativeSelect } from '@mantine/core';
import { IconPrinter, IconSchool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
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
  const { model: wanted } = route.useSearch();
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
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() => printPage(patient.title(encounter))}
            >
              {patient.print}
            </Button>
          </>
        )
      }
    >
      {header.error === null ? (
        // Not after the header but beside it: both calls travel in one request.
        <>
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

function NoModel() {
  const { patient, start } = useText();
  const navigate = route.useNavigate();
  return (
    <EmptyState icon={IconSchool} title={patient.noModel.title} text={patient.noModel.text}>
      <Button onClick={() => void navigate({ to: '/train' })}>{start.next.trainAction}</Button>
    </EmptyState>
  );
}
