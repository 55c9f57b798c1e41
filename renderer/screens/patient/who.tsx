import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EncounterHeader } from '../../../main/api/services.ts';
import { NO_VALUE } from '../../format/numbers.ts';
import { formatAge, formatDays, formatHours } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';

/** The person and the stay in one line. */
export function Who({ header }: { readonly header: EncounterHeader }) {
  const { patient, stays } = useText();
  const { who } = patient;
  const { ageYears, sex, admissionType, firstUnit, lengthOfStayHours: hours, others } = header;
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [who.patient, header.patient],
    [who.age, formatAge(ageYears)],
    [who.sex, sex === null ? NO_VALUE : (stays.sex[sex] ?? sex)],
    [who.admission, admissionType === null ? NO_VALUE : (stays.admission[admissionType] ?? admissionType)],
    [who.unit, firstUnit ?? NO_VALUE],
    [who.length, hours === null ? NO_VALUE : formatHours(hours)],
    [who.others, others.length === 0 ? who.noOthers : <Others key="others" others={others} />],
  ];
  return (
    <dl className={styles.who} aria-label={who.title}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Dates are shifted for each patient, so other stays are placed relative to this one. */
function Others({ others }: Pick<EncounterHeader, 'others'>) {
  const { patient } = useText();
  return (
    <span className={styles.others} title={patient.who.datesNote}>
      {others.map(({ encounter, startDays }) => (
        <Link key={encounter} to="/patients/$encounter" params={{ encounter }} search={(before) => before}>
          {(startDays < 0 ? patient.who.before : patient.who.after)(formatDays(startDays))}
        </Link>
      ))}
    </span>
  );
}
