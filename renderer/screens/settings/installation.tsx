import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { DoctorReport } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatBytes, formatFixed, NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './settings.module.css';

type Degradation = DoctorReport['degraded'][number];

/** What `lacuna doctor` says, on request: it measures, so it takes a moment. */
export function Installation() {
  const { settings } = useText();
  const { system } = settings;
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
      {doctor.data !== undefined && <Report report={doctor.data} />}
    </Panel>
  );
}

function Report({ report }: { readonly report: DoctorReport }) {
  const { settings, common } = useText();
  const { system } = settings;
  const { gigaflops, storage, versions, degraded, version } = report;
  const columns: Column<Degradation>[] = [
    { key: 'what', header: system.degraded, rowHeader: true, cell: ({ what, why }) => `${what}: ${why}` },
    { key: 'mend', header: system.mend, cell: ({ mend }) => <code>{mend}</code> },
  ];
  return (
    <>
      <Facts
        facts={[
          [system.version, version],
          [system.folder, storage.dataFolder],
          [system.free, formatBytes(storage.freeBytes)],
          [system.speed, gigaflops === null ? NO_VALUE : system.gigaflops(formatFixed(gigaflops, 0))],
          [system.encrypted, storage.encrypted ? common.yes : system.notEncrypted],
          ...Object.entries(versions),
        ]}
      />
      <div className={styles.degraded}>
        {degraded.length === 0 ? (
          system.nothingDegraded
        ) : (
          <DataTable label={system.degraded} columns={columns} rows={degraded} rowKey={({ what }) => what} />
        )}
      </div>
    </>
  );
}
