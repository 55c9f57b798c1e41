import { Button } from '@mantine/core';
import { IconDatabaseImport, IconPlayerPlay, IconSchool, IconUsers } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DatabaseSummary, Job, ModelSummary } from '../../../main/api/services.ts';
import { preferredModel } from '../../app/chosen-model.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { useJobs, useOpenJob } from '../../app/jobs.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './start-screen.module.css';

interface Props {
  readonly databases: readonly DatabaseSummary[];
  /** Undefined until they are known: nothing is said about them before. */
  readonly models: readonly ModelSummary[] | undefined;
}

/** What to do next: go on with the data at hand, try the demo, or import. */
export function Choices({ databases, models }: Props) {
  const current = databases.find((database) => database.current);
  const hasRecords = (current?.encounters ?? 0) > 0;
  const hasDemo = databases.some(({ kind }) => kind === 'demo');
  const demoJob = useOpenJob('demo');
  return (
    <div className={styles.choices}>
      {hasRecords && current !== undefined && <Continue database={current} models={models} />}
      {demoJob !== undefined && <DemoRunning job={demoJob} />}
      {!hasDemo && demoJob === undefined && <OfferDemo first={!hasRecords} />}
      <OfferImport />
    </div>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly text: string;
  readonly first?: boolean;
  readonly children?: ReactNode;
}

function Choice({ title, text, first = false, children }: ChoiceProps) {
  return (
    <section className={[styles.choice, first ? styles.first : undefined].join(' ')}>
      <h2 className={styles.choiceTitle}>{title}</h2>
      <p className={styles.choiceText}>{text}</p>
      {children}
    </section>
  );
}

function Continue({
  database,
  models,
}: {
  readonly database: DatabaseSummary;
  readonly models: Props['models'];
}) {
  const { start } = useText();
  const navigate = useNavigate();
  const model = preferredModel(models ?? []);
  const firstPatient = useFirstPatient(model?.id);
  const what = start.next.text(formatCount(database.encounters), database.name);
  if (models === undefined) return <Choice first title={start.next.title} text={what} />;
  if (model === undefined) {
    return (
      <Choice first title={start.next.title} text={`${what} ${start.next.trainText}`}>
        <div className={styles.buttons}>
          <Button leftSection={<IconSchool size={17} />} onClick={() => void navigate({ to: '/train' })}>
            {start.next.trainAction}
          </Button>
        </div>
      </Choice>
    );
  }
  return (
    <Choice first title={start.next.title} text={`${what} ${start.next.patientsText}`}>
      <div className={styles.buttons}>
        <Button leftSection={<IconUsers size={17} />} onClick={() => void navigate({ to: '/patients' })}>
          {start.demo.openPatients}
        </Button>
        {firstPatient !== undefined && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/patients/$encounter', params: { encounter: firstPatient } })}
          >
            {start.demo.openPatient}
          </Button>
        )}
      </div>
    </Choice>
  );
}

/** The stay that the finished demo job predicted first. */
function useFirstPatient(model: string | undefined): string | undefined {
  const demo = useJobs().findLast((job) => job.kind === 'demo' && job.state === 'done');
  return model === undefined ? undefined : demo?.result?.encounter;
}

function DemoRunning({ job }: { readonly job: Job }) {
  const { start } = useText();
  return (
    <Choice first title={start.demo.running} text={start.demo.text}>
      <ProgressLine label={start.demo.running} progress={job.progress} />
    </Choice>
  );
}

function OfferDemo({ first }: { readonly first: boolean }) {
  const { start } = useText();
  const prepare = useMutation(api.databases.prepareDemo.mutationOptions());
  return (
    <Choice first={first} title={start.demo.title} text={start.demo.text}>
      {prepare.error !== null && <FailurePanel failure={toFailure(prepare.error)} />}
      <div className={styles.buttons}>
        <Button
          variant={first ? 'filled' : 'default'}
          leftSection={<IconPlayerPlay size={17} />}
          loading={prepare.isPending}
          onClick={() => prepare.mutate({})}
        >
          {start.demo.action}
        </Button>
      </div>
    </Choice>
  );
}

function OfferImport() {
  const { start } = useText();
  const navigate = useNavigate();
  return (
    <Choice title={start.own.title} text={start.own.text}>
      <div className={styles.buttons}>
        <Button
          variant="default"
          leftSection={<IconDatabaseImport size={17} />}
          onClick={() => void navigate({ to: '/import' })}
        >
          {start.own.action}
        </Button>
      </div>
    </Choice>
  );
}
