import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { EncounterHeader } from '../../../main/api/services.ts';
import { formatCount, NO_VALUE } from '../../format/numbers.ts';
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

/** Stays that are listed at once; a few patients have dozens. */
const NEAREST = 4;

/** Dates are shifted for each patient, so other stays are placed relative to this one; the nearest first. */
function Others({ others }: Pick<EncounterHeader, 'others'>) {
  const { who } = useText().patient;
  const [all, setAll] = useState(false);
  const shown = all ? others : nearest(others);
  return (
    <span className={styles.others} title={who.datesNote}>
      {shown.map(({ encounter, startDays }) => (
        <Link key={encounter} to="/patients/$encounter" params={{ encounter }} search={(before) => before}>
          {(startDays < 0 ? who.before : who.after)(formatDays(startDays))}
        </Link>
      ))}
      {shown.length < others.length && (
        <UnstyledButton className={styles.moreOthers} onClick={() => setAll(true)}>
          {who.moreOthers(formatCount(others.length - shown.length))}
        </UnstyledButton>
      )}
    </span>
  );
}

/** The nearest in time, in their order. */
function nearest(others: EncounterHeader['others']): EncounterHeader['others'] {
  const near = new Set(
    others.toSorted((a, b) => Math.abs(a.startDays) - Math.abs(b.startDays)).slice(0, NEAREST),
  );
  return others.filter((other) => near.has(other));
}
