import { Button, Switch } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Coalitions } from '../../../main/api/services.ts';
import { Panel } from '../../components/layout.tsx';
import { ModalityLabel, StandInChip, standingOf, type Standing } from '../../components/modality-mark.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatMinutesBefore } from '../../format/time.ts';
import { likenessInWords } from '../../modality/likeness.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';
import { allBut, toggled, type Scene } from './what-if.ts';

/** Height of a row in pixels; the waterfall beside it takes the same. */
export const ROW_PX = 40;

interface Props {
  readonly coalitions: Coalitions;
  readonly scene: Scene;
  readonly onSwitch: (off: readonly ModalityName[]) => void;
}

/** Six rows, one a modality: what is there, what stands in, and a switch. */
export function Switchboard({ coalitions, scene, onSwitch }: Props) {
  const { patient } = useText();
  const { switchboard } = patient;
  return (
    <Panel title={switchboard.title}>
      <div className={styles.board} style={{ '--row': `${ROW_PX}px` } as CSSProperties}>
        <div className={[styles.boardRow, styles.boardHead].join(' ')} aria-hidden>
          <span>{switchboard.modality}</span>
          <span>{switchboard.inRecord}</span>
          <span />
          <span>{switchboard.use}</span>
        </div>
        <ul aria-label={switchboard.inRecord}>
          {MODALITY_ORDER.map((modality) => (
            <li key={modality}>
              <Row modality={modality} coalitions={coalitions} scene={scene} onSwitch={onSwitch} />
            </li>
          ))}
        </ul>
        <div className={styles.boardFoot}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={scene.off.length === 0}
            onClick={() => onSwitch([])}
          >
            {switchboard.reset}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={scene.off.length === scene.usable.length}
            onClick={() => onSwitch(scene.usable)}
          >
            {switchboard.allOff}
          </Button>
          <span className={styles.hint}>{switchboard.hint}</span>
        </div>
      </div>
    </Panel>
  );
}

interface RowProps extends Props {
  readonly modality: ModalityName;
}

function Row({ modality, coalitions, scene, onSwitch }: RowProps) {
  const text = useText();
  const { patient, modality: words } = text;
  const name = words.name[modality];
  const isUsable = scene.usable.includes(modality);
  const isOff = scene.off.includes(modality);
  const standIn = scene.shown?.substituted.find((other) => other.modality === modality);
  const found = standingOf(coalitions.states[modality]);
  const standing: Standing = isOff ? 'off' : standIn === undefined ? found : 'substituted';
  return (
    <div className={styles.boardRow}>
      <ModalityLabel modality={modality} standing={standing} by={standIn?.by} />
      <div className={styles.state}>
        <StateWords
          modality={modality}
          coalitions={coalitions}
          isOff={isOff}
          isReplaced={standIn !== undefined}
        />
        {standIn !== undefined && (
          <StandInChip by={standIn.by}>
            {words.name[standIn.by]}, {likenessInWords(standIn.similarity, text)}
          </StandInChip>
        )}
      </div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        disabled={!isUsable}
        aria-label={patient.switchboard.only(name)}
        onClick={() => onSwitch(allBut(scene, modality))}
      >
        {patient.switchboard.onlyShort}
      </Button>
      <Switch
        size="md"
        checked={isUsable && !isOff}
        disabled={!isUsable}
        title={isUsable ? undefined : patient.switchboard.cannot}
        aria-label={patient.switchboard.switchLabel(name)}
        onChange={() => onSwitch(toggled(scene, modality))}
      />
    </div>
  );
}

interface StateProps {
  readonly modality: ModalityName;
  readonly coalitions: Coalitions;
  readonly isOff: boolean;
  /** Another stands in, and is named below. */
  readonly isReplaced: boolean;
}

/** What the record holds, in words: state, how much, how fresh. */
function StateWords({ modality, coalitions, isOff, isReplaced }: StateProps) {
  const { patient, modality: words } = useText();
  const state = coalitions.states[modality] ?? 'unavailable';
  const said = isOff ? words.off : words.state[state];
  const input = coalitions.inputs[modality];
  const amount =
    state !== 'present' || input === undefined
      ? null
      : [
          patient.switchboard.items(formatCount(input.items)),
          input.newestMinutes === null
            ? patient.switchboard.noTime
            : patient.switchboard.newest(formatMinutesBefore(input.newestMinutes)),
        ].join(' · ');
  return (
    <>
      <span className={styles.stateWord} title={words.stateMeaning[state]}>
        {isReplaced ? words.inItsPlace(said) : said}
      </span>
      {amount !== null && !isOff && <span>{amount}</span>}
    </>
  );
}
