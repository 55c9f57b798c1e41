import type { CSSProperties, ReactNode } from 'react';
import type { PatientRow } from '../../main/api/services.ts';
import { lookOf, MODALITY_ORDER, type ModalityName } from '../modality/modalities.ts';
import { useText } from '../text/index.ts';
import styles from './modality-mark.module.css';

export type Standing = 'present' | 'none' | 'absent' | 'off' | 'substituted';
type States = PatientRow['states'];

interface MarkProps {
  readonly modality: ModalityName;
  readonly standing?: Standing;
  /** What stands in, for `substituted`. */
  readonly by?: ModalityName | undefined;
  readonly size?: number;
}

const CLASS: Readonly<Record<Standing, string | undefined>> = {
  present: undefined,
  none: styles.none,
  absent: styles.absent,
  off: styles.off,
  substituted: styles.substituted,
};

/** The small square of a modality. It carries no name of its own: a name is always written beside or behind it. */
export function ModalityMark({ modality, standing = 'present', by, size = 22 }: MarkProps) {
  const { icon: Icon, color } = lookOf(modality);
  const style = {
    '--mark-size': `${size}px`,
    '--mark-color': color,
    '--stand-in-color': by === undefined ? color : lookOf(by).color,
  } as CSSProperties;
  return (
    <span className={[styles.mark, CLASS[standing]].join(' ')} style={style} aria-hidden>
      {standing === 'none' ? '0' : <Icon size={size * 0.68} stroke={1.9} />}
    </span>
  );
}

/** Mark and written name. */
export function ModalityLabel(props: MarkProps) {
  const { modality } = useText();
  return (
    <span className={styles.name}>
      <ModalityMark {...props} />
      {modality.name[props.modality]}
    </span>
  );
}

/** How a state of the record looks where nobody switched anything. */
export function standingOf(state: NonNullable<States[ModalityName]> | undefined): Standing {
  if (state === 'present') return 'present';
  return state === 'noneRecorded' ? 'none' : 'absent';
}

interface PresenceProps {
  readonly states: States;
  readonly size?: number;
}

/** Six marks in the fixed order, read out as words. */
export function PresenceMarks({ states, size = 18 }: PresenceProps) {
  const { modality, common } = useText();
  const label = MODALITY_ORDER.map((name) => {
    const state = states[name];
    return `${modality.name[name]} ${state === undefined ? common.none : modality.state[state]}`;
  }).join(', ');
  return (
    <span className={styles.marks} role="img" aria-label={label} title={label}>
      {MODALITY_ORDER.map((name) => (
        <ModalityMark key={name} modality={name} standing={standingOf(states[name])} size={size} />
      ))}
    </span>
  );
}

interface StandInProps {
  readonly by: ModalityName;
  /** What is said of it, its name included. */
  readonly children: ReactNode;
}

/** What stands in, outlined in its colour. */
export function StandInChip({ by, children }: StandInProps) {
  const style = { '--stand-in-color': lookOf(by).color } as CSSProperties;
  return (
    <span className={styles.chip} style={style}>
      <ModalityMark modality={by} size={16} />
      <span>{children}</span>
    </span>
  );
}
