import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PatientRow } from '../../../main/api/services.ts';
import { ModalityMark, standingOf } from '../../components/modality-mark.tsx';
import { maybeModality, MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';

const route = getRouteApi('/database/patients/$encounter');

interface Props {
  readonly label: string;
  /** The modality that is shown while the address names none. */
  readonly initial: ModalityName;
  readonly states?: PatientRow['states'] | undefined;
  readonly children: (modality: ModalityName) => ReactNode;
}

/** One tab a modality; which one is open is in the address and shared by all panels of the screen. */
export function ModalityTabs({ label, initial, states, children }: Props) {
  const { modality } = useText();
  const { look } = route.useSearch();
  const navigate = route.useNavigate();
  const open = look ?? initial;
  const change = (value: string | null): void => {
    const next = maybeModality(value ?? '');
    if (next === undefined) return;
    void navigate({ search: (before) => ({ ...before, look: next }), replace: true, resetScroll: false });
  };
  return (
    <Tabs value={open} onChange={change} keepMounted={false}>
      <Tabs.List className={styles.tabs} aria-label={label}>
        {MODALITY_ORDER.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            leftSection={
              <ModalityMark
                modality={name}
                size={18}
                standing={states === undefined ? 'present' : standingOf(states[name])}
              />
            }
          >
            {modality.name[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {MODALITY_ORDER.map((name) => (
        <Tabs.Panel key={name} value={name}>
          {children(name)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
