import { NO_VALUE } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './patient.module.css';

interface Props {
  readonly code: string | null;
  readonly system: string | null;
  /** What the code names; a code that only repeats it is not written again. */
  readonly name: string;
}

/** A code with its system, e.g. `ICD-10-CM C79`; what is in no system is no code to a reader. */
export function CodeCell({ code, system, name }: Props) {
  const { stays } = useText();
  if (code === null || system === null) return NO_VALUE;
  const systemName = stays.system[system] ?? system;
  const written = code.toLowerCase() === name.toLowerCase() ? null : code;
  return (
    <span className={styles.code}>{[systemName, written].filter((part) => part !== null).join(' ')}</span>
  );
}

interface SourceProps {
  readonly file: string | null;
  readonly line: number | null;
}

/** Where a value was read: file and line. */
export function SourceCell({ file, line }: SourceProps) {
  const { common } = useText();
  if (file === null) return NO_VALUE;
  return (
    <span className={styles.source}>{line === null ? file : common.provenance(file, String(line))}</span>
  );
}
