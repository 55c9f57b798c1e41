import { Link } from '@tanstack/react-router';
import type { EncounterHeader } from '../../../main/api/services.ts';
import { CopyButton } from '../../components/copy-field.tsx';
import { Facts } from '../../components/facts.tsx';
import { NO_VALUE } from '../../format/numbers.ts';
import { formatAge, formatDays, formatHours } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';

/** The person and the stay in one line. */
export function Who({ header }: { readonly header: EncounterHeader }) {
  const { patient } = useText();
  const { who } = patient;
  const { encounter, ageYears, sex, admissionType, firstUnit, lengthOfStayHours: hours, others } = header;
  return (
    <section className={styles.who} aria-label={who.title}>
      <Facts
        facts={[
          [
            who.stay,
            <span key="id" className={styles.copyable}>
              {encounter}
              <CopyButton value={encounter} what={who.idOf} />
            </span>,
          ],
          [who.patient, header.patient],
          [who.age, formatAge(ageYears)],
          [who.sex, sex ?? NO_VALUE],
          [who.admission, admissionType ?? NO_VALUE],
          [who.unit, firstUnit ?? NO_VALUE],
          [who.length, hours === null ? NO_VALUE : formatHours(hours)],
          [who.others, others.length === 0 ? who.noOthers : <Others key="others" others={others} />],
        ]}
      />
    </section>
  );
}

/** Dates are shifted for each patient, so other stays are placed relative to this one. */
function Others({ others }: Pick<EncounterHeader, 'others'>) {
  const { patient } = useText();
  return (
    <span className={styles.others} title={patient.who.datesNote}>
      {others.map(({ encounter, startDays }) => (
        <Link key={encounter} to="/patients/$encounter" params={{ encounter }} search={(before) => before}>
          {patient.who.relative(formatDays(startDays))}
        </Link>
      ))}
    </span>
  );
}
