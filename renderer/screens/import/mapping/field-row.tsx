import type { ReactNode } from 'react';
import { useText } from '../../../text/index.ts';
import styles from './mapping.module.css';

interface Props {
  readonly label: string;
  /** Of the first control. */
  readonly id: string;
  readonly isRequired?: boolean;
  /** What is wrong with the choice. */
  readonly error?: string | undefined;
  readonly onLook?: () => void;
  readonly children: ReactNode;
}

/** The name of a choice beside its controls. */
export function FieldRow({ label, id, isRequired = false, error, onLook, children }: Props) {
  const { mapping } = useText();
  return (
    <div className={styles.field} onFocus={onLook}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {isRequired && (
          <span className={styles.star} title={mapping.required}>
            {' '}
            *
          </span>
        )}
      </label>
      <div className={styles.controls}>
        {children}
        {error !== undefined && (
          <p id={errorId(id)} className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

/** The text that says what is wrong with a control. */
export function errorId(id: string): string {
  return `${id}-error`;
}
