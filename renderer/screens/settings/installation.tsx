import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { DoctorReport } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatBytes, formatCount, formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { capital } from '../../format/words.ts';
import { useText } from '../../text/index.ts';
import styles from './settings.module.css';

/** What `lacuna doctor` says, on request: it measures, so it takes a moment. */
export function Installation() {
  const { settings } = useText();
  const { system } = settings;
  const info = useQuery(api.system.info.queryOptions()).data;
  const doctor = useMutation(api.system.doctor.mutationOptions());
  return (
    <Panel
      title={system.title}
      actions={
        <Button
          variant="default"
          size="compact-sm"
          loading={doctor.isPending}
          onClick={() => doctor.mutate()}
        >
          {system.doctor}
        </Button>
      }
    >
      {doctor.error !== null && <FailurePanel failure={toFailure(doctor.error)} />}
      {info !== undefined && (
        <div className={styles.place}>
          <p className={styles.note}>{system.storageNote}</p>
          <CopyField value={info.dataFolder} what={system.folderOf} />
        </div>
      )}
      <Degraded degraded={doctor.data?.degraded ?? info?.degraded ?? []} />
      {doctor.data !== undefined && <Report report={doctor.data} />}
    </Panel>
  );
}

function Degraded({ degraded }: Pick<DoctorReport, 'degraded'>) {
  const { settings, said } = useText();
  const { system } = settings;
  if (degraded.length === 0) return system.nothingDegraded;
  return (
    <ul className={styles.list} aria-label={system.degraded}>
      {degraded.map(({ what, why, mend }) => (
        <li key={what}>
          <strong>{capital(said(what))}</strong>: {said(why)}
          <CopyField value={said(mend)} what={system.mendOf} />
        </li>
      ))}
    </ul>
  );
}

function Report({ report }: { readonly report: DoctorReport }) {
  const { settings, common } = useText();
  const { system } = settings;
  const { gigaflops, storage, versions, version } = report;
  return (
    <div className={styles.report}>
      <Facts
        columns
        facts={[
          [system.version, version],
          [system.databases, formatCount(storage.databases)],
          [system.free, formatBytes(storage.freeBytes)],
          [system.speed, gigaflops === null ? NO_VALUE : system.gigaflops(formatFixed(gigaflops, 0))],
          [system.encrypted, storage.encrypted ? common.yes : system.notEncrypted],
          ...Object.entries(versions),
        ]}
      />
    </div>
  );
}
