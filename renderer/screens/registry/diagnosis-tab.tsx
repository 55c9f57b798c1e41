import { IconStethoscope } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ModelDetails } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { StartWork, WorkOf } from '../../app/work-of.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Stack } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useText } from '../../text/index.ts';
import { DiagnosisReport } from './diagnosis-report.tsx';

interface Props {
  readonly model: ModelDetails;
}

/** What is to be seen in a model: from the last look into it, or after the first. */
export function DiagnosisTab({ model: { id } }: Props) {
  const words = useText().models.model.diagnosis;
  const report = useQuery(api.findings.diagnosis.queryOptions({ model: id }));
  return (
    <Stack>
      <WorkOf kind="diagnosis" title={words.running} />
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
  const start = useMutation(api.findings.diagnose.mutationOptions());
  const onStart = (): void => start.mutate({ model });
  return <StartWork kind="diagnosis" start={start} onStart={onStart} label={label} isFirst={isFirst} />;
}
