import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { startTransition, useEffect, useMemo, useOptimistic } from 'react';
import type { Coalitions, ModelSummary } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { usePrinting } from '../../app/printing.ts';
import { modalitiesOf, modalityText } from '../../app/search.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Warnings } from '../../components/notice.tsx';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { ContributionNotes, Contributions } from './contributions.tsx';
import { Evidence } from './evidence.tsx';
import styles from './patient.module.css';
import { IfComplete } from './if-complete.tsx';
import { Neighbours } from './neighbours.tsx';
import { RiskPanel } from './risk-panel.tsx';
import { StandIns } from './stand-ins.tsx';
import { Switchboard } from './switchboard.tsx';
import { indexAnswers, sceneOf, toggled, type Scene } from './what-if.ts';

const route = getRouteApi('/database/patients/$encounter');

interface Props {
  readonly encounter: string;
  readonly model: ModelSummary;
}

/** Risk, switches, contributions, evidence: one call brings every answer, so that switches need none. */
export function Explanation({ encounter, model }: Props) {
  const answers = useQuery(api.predictions.coalitions.queryOptions({ encounter, model: model.id }));
  return (
    <Loaded query={answers} lines={14}>
      {(data) => <Explained coalitions={data} model={model} />}
    </Loaded>
  );
}

interface ExplainedProps {
  readonly coalitions: Coalitions;
  readonly model: ModelSummary;
}

function Explained({ coalitions, model }: ExplainedProps) {
  const [switched, setWithout] = useSwitches();
  // Paper outlives the question that was asked: it holds the score as found only.
  const without = usePrinting() ? undefined : switched;
  const index = useMemo(() => indexAnswers(coalitions.coalitions), [coalitions]);
  const scene = useMemo(
    () => sceneOf(coalitions, index, modalitiesOf(without)),
    [coalitions, index, without],
  );
  const switchOff = (off: readonly ModalityName[]): void => setWithout(modalityText(off));
  useSwitchKeys(scene, switchOff);
  return (
    <>
      <Warnings warnings={coalitions.warnings} />
      <RiskPanel coalitions={coalitions} scene={scene} model={model} onReset={() => switchOff([])} />
      <div className={styles.centre}>
        <Switchboard coalitions={coalitions} scene={scene} onSwitch={switchOff} />
        <Contributions coalitions={coalitions} scene={scene} />
        <ContributionNotes coalitions={coalitions} scene={scene} />
      </div>
      <Evidence coalitions={coalitions} scene={scene} />
      <StandIns coalitions={coalitions} scene={scene} />
      <IfComplete coalitions={coalitions} model={model} />
      <Neighbours coalitions={coalitions} model={model} />
    </>
  );
}

/**
 * What is switched off, as it stands in the address. A switch is shown in the same frame; the address follows, since
 * a change of address takes longer than a switch may.
 */
function useSwitches(): [string | undefined, (without: string | undefined) => void] {
  const { without } = route.useSearch();
  const navigate = route.useNavigate();
  const [shown, show] = useOptimistic(without);
  const change = (next: string | undefined): void => {
    startTransition(async () => {
      show(next);
      await navigate({
        search: (before) => ({ ...before, without: next }),
        replace: true,
        resetScroll: false,
      });
    });
  };
  return [shown, change];
}

/** Keys 1 to 6 switch the modalities in their order, 0 resets; not while something is being typed. */
function useSwitchKeys(scene: Scene, switchOff: (off: readonly ModalityName[]) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof Element &&
        event.target.matches('input:not([type=checkbox]), select, textarea');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '0') switchOff([]);
      const modality = MODALITY_ORDER[Number(event.key) - 1];
      if (modality !== undefined) switchOff(toggled(scene, modality));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
