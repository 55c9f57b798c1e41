import { Button, NativeSelect } from '@mantine/core';
import { IconChartHistogram, IconPackageOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ModelSummary } from '../../../main/api/services.ts';
import { useChosenModel } from '../../app/chosen-model.ts';
import { api } from '../../app/client.ts';
import { StartWork, WorkOf } from '../../app/work-of.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import { AuditReport } from './audit-report.tsx';
import styles from './audit.module.css';
import { ReportMenu } from './report/report-menu.tsx';

const route = getRouteApi('/database/audit');

/** How much a model relies on each modality and how far its risks can be trusted. */
export function AuditScreen() {
  const { audit } = useText();
  const { model: wanted } = route.useSearch();
  const { models, chosen } = useChosenModel(wanted);
  return (
    <Page
      title={audit.title}
      subtitle={chosen && audit.subtitle(chosen.name)}
      actions={chosen && <ModelChoice models={models.data ?? []} chosen={chosen} />}
    >
      <Loaded query={models} lines={4}>
        {() => (chosen === undefined ? <NoModels /> : <ModelAudit model={chosen} />)}
      </Loaded>
    </Page>
  );
}

interface ChoiceProps {
  readonly models: readonly ModelSummary[];
  readonly chosen: ModelSummary;
}

function ModelChoice({ models, chosen }: ChoiceProps) {
  const { audit } = useText();
  const navigate = route.useNavigate();
  return (
    <NativeSelect
      className={styles.model}
      aria-label={audit.model}
      value={chosen.id}
      onChange={(event) => void navigate({ search: { model: event.currentTarget.value } })}
      data={models.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

interface StartProps {
  readonly model: string;
  readonly label: string;
  /** The one thing to do on the page. */
  readonly isFirst: boolean;
}

function StartAudit({ model, label, isFirst }: StartProps) {
  const start = useMutation(api.audits.start.mutationOptions());
  const onStart = (): void => start.mutate({ model });
  return <StartWork kind="audit" start={start} onStart={onStart} label={label} isFirst={isFirst} />;
}

function NoModels() {
  const { audit, models, start } = useText();
  const navigate = useNavigate();
  return (
    <EmptyState icon={IconPackageOff} title={audit.noModels.title} text={audit.noModels.text}>
      <Button onClick={() => void navigate({ to: '/train' })}>{models.train}</Button>
      <Button variant="default" onClick={() => void navigate({ to: '/' })}>
        {start.demo.action}
      </Button>
    </EmptyState>
  );
}

function ModelAudit({ model }: { readonly model: ModelSummary }) {
  const { audit } = useText();
  const report = useQuery(api.audits.get.queryOptions({ model: model.id }));
  return (
    <>
      <WorkOf kind="audit" title={audit.running} />
      <Loaded query={report} lines={16}>
        {(data) =>
          data === null ? (
            <EmptyState icon={IconChartHistogram} title={audit.none.title} text={audit.none.text}>
              <StartAudit model={model.id} label={audit.start} isFirst />
            </EmptyState>
          ) : (
            <AuditReport
              audit={data}
              again={
                <>
                  <StartAudit model={model.id} label={audit.again} isFirst={false} />
                  <ReportMenu audit={data} name={model.name} />
                </>
              }
            />
          )
        }
      </Loaded>
    </>
  );
}
