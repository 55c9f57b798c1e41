import type { Coalitions } from '../../../main/api/services.ts';
import { Panel } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import { Findings, type Feature } from './findings.tsx';
import { LabSeriesGrid } from './lab-series-grid.tsx';
import { ModalityTabs } from './modality-tabs.tsx';
import styles from './patient.module.css';
import type { Scene } from './what-if.ts';

interface Props {
  readonly coalitions: Coalitions;
  readonly scene: Scene;
}

/** The findings behind each modality's contribution, each with where it was read. */
export function Evidence({ coalitions, scene }: Props) {
  const { patient } = useText();
  return (
    <Panel title={patient.evidence.title} note={patient.evidence.note}>
      <ModalityTabs label={patient.evidence.tabs} initial={strongest(coalitions)} states={coalitions.states}>
        {(modality) => (
          <>
            {scene.off.includes(modality) && <Notice>{patient.evidence.off}</Notice>}
            <Behind
              encounter={coalitions.encounter}
              modality={modality}
              features={coalitions.features[modality] ?? []}
              isAbsent={coalitions.states[modality] !== 'present'}
            />
          </>
        )}
      </ModalityTabs>
    </Panel>
  );
}

/** The modality with the largest contribution: what one wants to look into first. */
function strongest({ coalitions }: Coalitions): ModalityName {
  const contributions = coalitions[0]?.contributions ?? {};
  const size = (name: ModalityName) => Math.abs(contributions[name] ?? 0);
  return MODALITY_ORDER.reduce((best, name) => (size(name) > size(best) ? name : best));
}

interface BehindProps {
  readonly encounter: string;
  readonly modality: ModalityName;
  readonly features: readonly Feature[];
  readonly isAbsent: boolean;
}

function Behind({ encounter, modality, features, isAbsent }: BehindProps) {
  const { evidence } = useText().patient;
  if (features.length === 0) {
    return <p className={styles.quiet}>{isAbsent ? evidence.absent : evidence.none}</p>;
  }
  return (
    <>
      <Findings modality={modality} features={features} />
      {modality === 'diagnoses' && <p className={styles.footnote}>{evidence.grouped}</p>}
      {modality === 'labs' && <LabSeriesGrid encounter={encounter} features={features} />}
    </>
  );
}
