import type { Coalitions } from '../../../main/api/services.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { FigureHelp } from '../../components/figure-help.tsx';
import { Panel } from '../../components/layout.tsx';
import { ModalityLabel, StandInChip } from '../../components/modality-mark.tsx';
import { formatCount, formatFixed } from '../../format/numbers.ts';
import { formatRisk } from '../../format/risk.ts';
import { LIKENESS_FROM, likenessOf, likenessWithValue } from '../../modality/likeness.ts';
import { MODALITY_ORDER, type ModalityName } from '../../modality/modalities.ts';
import { useText, type Catalogue } from '../../text/index.ts';
import styles from './patient.module.css';
import type { Scene } from './what-if.ts';

type Candidate = NonNullable<Coalitions['candidates'][ModalityName]>[number];

interface Props {
  readonly coalitions: Coalitions;
  readonly scene: Scene;
}

/** What takes the place of each modality that is missing, and what else could have. */
export function StandIns({ coalitions, scene }: Props) {
  const text = useText();
  const { patient, modality } = text;
  const missing = MODALITY_ORDER.filter((name) => scene.off.includes(name) || isGap(coalitions.states[name]));
  const standIns = scene.shown?.substituted ?? [];
  return (
    <Panel
      title={patient.standIns.title}
      note={patient.standIns.note}
      actions={<FigureHelp figure="similarity" />}
    >
      {missing.length === 0 && <p className={styles.quiet}>{patient.standIns.nothingMissing}</p>}
      <ul>
        {missing.map((name) => {
          const standIn = standIns.find((other) => other.modality === name);
          return (
            <li key={name} className={styles.standIn}>
              <ModalityLabel
                modality={name}
                standing={standIn === undefined ? 'absent' : 'substituted'}
                by={standIn?.by}
              />
              {standIn === undefined ? (
                <span className={styles.quiet}>{modality.nothingStandsIn}</span>
              ) : (
                <>
                  <StandInChip by={standIn.by}>
                    {modality.standsIn(modality.name[standIn.by])},{' '}
                    {likenessWithValue(standIn.similarity, text)}
                  </StandInChip>
                  {isHardlyAlike(standIn.similarity) && (
                    <span className={styles.quiet}>{patient.standIns.hardly}</span>
                  )}
                </>
              )}
              <Candidates modality={name} candidates={coalitions.candidates[name] ?? []} />
            </li>
          );
        })}
      </ul>
      {standIns.length > 0 && <p className={styles.quiet}>{scaleInWords(patient)}</p>}
    </Panel>
  );
}

const isHardlyAlike = (similarity: number | null): boolean =>
  similarity !== null && likenessOf(similarity) === 'hardly';

function scaleInWords({ standIns }: Catalogue['patient']): string {
  const { slightly, fairly, very } = LIKENESS_FROM;
  return standIns.scale(formatFixed(slightly, 1), formatFixed(fairly, 1), formatFixed(very, 1));
}

function isGap(state: Coalitions['states'][ModalityName]): boolean {
  return state === undefined || state === 'unavailable' || state === 'nothingKnownToModel';
}

interface CandidatesProps {
  readonly modality: ModalityName;
  readonly candidates: readonly Candidate[];
}

/** One click deeper: every candidate by rank, with the risk that it would give. */
function Candidates({ modality, candidates }: CandidatesProps) {
  const text = useText();
  const { standIns } = text.patient;
  if (candidates.length === 0) return null;
  const title = standIns.candidates(text.modality.name[modality]);
  const columns: Column<Candidate>[] = [
    {
      key: 'by',
      header: standIns.candidate,
      rowHeader: true,
      cell: ({ by }) => <ModalityLabel modality={by} size={18} />,
    },
    {
      key: 'similarity',
      header: standIns.similarity,
      cell: ({ similarity }) => likenessWithValue(similarity, text),
    },
    {
      key: 'rank',
      header: standIns.rank,
      numeric: true,
      cell: ({ rankDistance }) => formatCount(rankDistance),
    },
    {
      key: 'risk',
      header: standIns.risk,
      numeric: true,
      cell: ({ probability }) => formatRisk(probability),
    },
  ];
  return (
    <details className={styles.candidates}>
      <summary>{title}</summary>
      <DataTable label={title} columns={columns} rows={candidates} rowKey={({ by }) => by} />
    </details>
  );
}
