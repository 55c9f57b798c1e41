import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { Facts } from '../../components/facts.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatMetric } from '../../format/risk.ts';
import { formatMoment } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './registry.module.css';
import { useBringModel } from './use-bring-model.ts';

/** A model file that was opened from outside: checked and described first, taken in only when the user says so. */
export function OfferedModel({ path }: { readonly path: string }) {
  const { desktop } = useText();
  const { offered: words } = desktop;
  const navigate = useNavigate();
  const bundle = useQuery(api.models.inspect.queryOptions({ path }, { staleTime: 0 }));
  const { bring, busy, failure } = useBringModel();
  return (
    <Panel title={words.title}>
      <div className={styles.form}>
        <Loaded query={bundle}>{(model) => <Offer model={model} />}</Loaded>
        {failure !== null && <FailurePanel failure={failure} />}
        <div className={styles.formButtons}>
          <Button variant="default" onClick={() => void navigate({ to: '/models' })}>
            {words.decline}
          </Button>
          {bundle.data !== undefined && (
            <Button loading={busy} onClick={() => bring(path)}>
              {words.accept}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}

function Offer({ model }: { readonly model: ModelSummary }) {
  const { common, desktop, models, modality, tasks } = useText();
  const { offered: words } = desktop;
  return (
    <>
      <Facts
        columns
        facts={[
          [
            models.columns.name,
            <>
              {model.name} {model.synthetic && <Tag tone="warning">{common.synthetic}</Tag>}
            </>,
          ],
          [words.path, model.path],
          [models.columns.task, `${tasks.task[model.task]}, ${tasks.timing[model.timing]}`],
          [models.columns.model, `${tasks.encoders[model.encoders]} · ${tasks.fusion[model.fusion]}`],
          [words.modalities, model.modalities.map((name) => modality.name[name]).join(', ')],
          [
            words.trainedOn,
            words.stays(formatCount(model.trainingEncounters), formatCount(model.trainingPositives)),
          ],
          [models.columns.auroc, formatMetric(model.test.auroc)],
          [models.columns.created, formatMoment(model.createdAt)],
        ]}
      />
      <p>{words.whole}</p>
    </>
  );
}
