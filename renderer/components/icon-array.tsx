import styles from './icon-array.module.css';

interface Props {
  /** How many of 100 are filled. */
  readonly count: number;
  /** How many of 100 it was as found, when that differs. */
  readonly before?: number;
  /** How many of 100 the base rate is: marked by a line after them. */
  readonly base: number;
  readonly label: string;
}

const COLUMNS = 20;
const STEP = 11;
const SIZE = 8.4;

type Kind = 'filled' | 'more' | 'fewer' | 'empty';

/** What an icon shows: in both counts, only in the new one, only in the old one, or in neither. */
export function kindOf(index: number, count: number, before: number): Kind {
  if (index < Math.min(count, before)) return 'filled';
  if (index < count) return 'more';
  return index < before ? 'fewer' : 'empty';
}

/** A hundred alike, so many of them filled: the fixed denominator made visible. */
export function IconArray({ count, before = count, base, label }: Props) {
  const rows = 100 / COLUMNS;
  return (
    <svg
      className={styles.array}
      viewBox={`0 0 ${COLUMNS * STEP} ${rows * STEP}`}
      role="img"
      aria-label={label}
    >
      {Array.from({ length: 100 }, (_, index) => (
        <rect
          key={index}
          className={styles[kindOf(index, count, before)]}
          x={(index % COLUMNS) * STEP + 1}
          y={Math.floor(index / COLUMNS) * STEP + 1}
          width={SIZE}
          height={SIZE}
          rx={2.4}
        />
      ))}
      <BaseMark base={base} />
    </svg>
  );
}

function BaseMark({ base }: Pick<Props, 'base'>) {
  const x = (base % COLUMNS) * STEP;
  const y = Math.floor(base / COLUMNS) * STEP;
  return <line className={styles.base} x1={x} x2={x} y1={y - 0.5} y2={y + STEP} />;
}
