import { Button } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ModelDetails } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { useLastFailure, useOpenJob } from '../../app/jobs.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel, Stack } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useText } from '../../text/index.ts';
import { DiagnosisReport } from './diagnosis-report.tsx';

interface Props {
  readonly model: ModelDetails;
}

/** What is to be seen in a model: from the last look into it, or after the first. */
export function DiagnosisTab({ model: { id } }: Props) {
  const words = useText().models.model.diagnosis;
  const report = useQuery(api.findings.diagnosis.queryOptions({ model: id }));
  const job = useOpenJob('diagnosis');
  const failure = useLastFailure('diagnosis');
  return (
    <Stack>
      {failure !== null && job === undefined && <FailurePanel failure={failure} />}
      {job !== undefined && (
        <Panel title={words.running}>
          <ProgressLine label={job.title} progress={job.progress} />
        </Panel>
      )}
      <Loaded query={report} lines={12}>
        {(data) =>
          data === null ? (
            <EmptyState icon={IconStethoscope} title={words.none.title} text={words.none.text}>
              <Start model={id} label={words.start} isFirst />
            </EmptyState>
          ) : (
            <DiagnosisReport
              diagnosis={data}
              again={<Start model={id} label={words.again} isFirst={false} />}
            />
          )
        }
      </Loaded>
    </Stack>
  );
}

interface StartProps {
  readonly model: string;
  readonly label: string;
  readonly isFirst: boolean;
}

function Start({ model, label, isFirst }: StartProps) {
  const job = useOpenJob('diagnosis');
  const start = useMutation(api.findings.diagnose.mutationOptions());
  return (
    <>
      <Button
        variant={isFirst ? 'filled' : 'default'}
        loading={start.isPending}
        disabled={job !== undefined}
        onClick={() => start.mutate({ model })}
      >
        {label}
      </Button>
      {start.error !== null && <FailurePanel failure={toFailure(start.error)} />}
    </>
  );
}
