import { useQuery } from '@tanstack/react-query';
import type { Coalitions, ModelSummary, Neighbourhood } from '../../../main/api/services.ts';
import { api } from '../../app/client.ts';
import { bandOf } from '../../app/risk-band.ts';
import { BandMark } from '../../components/band-mark.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { ModalityLabel } from '../../components/modality-mark.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatRisk } from '../../format/risk.ts';
import { inOrder, type ModalityName } from '../../modality/modalities.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';
import { RiskRange } from './risk-range.tsx';

type Known = Neighbourhood['ifKnown'][number];

/** What can be found out without doing anything to the patient. */
const ASKED_FOR: readonly ModalityName[] = ['notes', 'labs'];

interface Props {
  readonly coalitions: Coalitions;
  readonly model: ModelSummary;
}

/** How far the risk as found could move if the notes or labs that are absent were known. */
export function IfComplete({ coalitions, model }: Props) {
  const { ifComplete } = useText().patient;
  const { encounter } = coalitions;
  const found = coalitions.coalitions[0];
  const query = useQuery(api.predictions.neighbourhood.queryOptions({ encounter, model: model.id }));
  const absent = inOrder(ASKED_FOR.filter((name) => isAbsent(coalitions.states[name])));
  return (
    <Panel title={ifComplete.title} note={ifComplete.note}>
      {absent.length === 0 || found === undefined ? (
        <p className={styles.quiet}>{ifComplete.nothingAbsent}</p>
      ) : (
        <Loaded query={query} lines={absent.length * 2}>
          {({ ifKnown }) => (
            <ul>
              {absent.map((name) => {
                const known = ifKnown.find(({ modality }) => modality === name);
                return (
                  <li key={name} className={styles.ifKnown}>
                    <ModalityLabel modality={name} standing="absent" />
                    {known === undefined ? (
                      <span className={styles.quiet}>{ifComplete.tooFew}</span>
                    ) : (
                      <Reach known={known} now={found.probability} />
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </Loaded>
      )}
    </Panel>
  );
}

function isAbsent(state: Coalitions['states'][ModalityName]): boolean {
  return state === 'unavailable' || state === 'nothingKnownToModel';
}

/** The range in words, as a picture, and the bands at its ends. */
function Reach({ known, now }: { readonly known: Known; readonly now: number }) {
  const { patient } = useText();
  const { ifComplete } = patient;
  const bands = useQuery(api.settings.get.queryOptions()).data?.bands ?? [];
  const { low, middle, high, donors } = known;
  const [lowest, highest] = [low, high].map((risk) => bandOf(risk, bands, patient.risk.topBand));
  return (
    <div className={styles.reach}>
      <p>
        {ifComplete.range({
          low: formatRisk(low),
          high: formatRisk(high),
          middle: formatRisk(middle),
          now: formatRisk(now),
          donors: formatCount(donors),
        })}
      </p>
      <RiskRange
        low={low}
        middle={middle}
        high={high}
        now={now}
        label={ifComplete.picture(formatRisk(low), formatRisk(high), formatRisk(now))}
      />
      {bands.length > 0 && lowest !== undefined && highest !== undefined && (
        <p className={styles.bands}>
          {lowest.rank === highest.rank ? ifComplete.sameBand : ifComplete.bands}
          <BandMark band={lowest} />
          {lowest.rank !== highest.rank && (
            <>
              {ifComplete.to}
              <BandMark band={highest} />
            </>
          )}
        </p>
      )}
    </div>
  );
}
