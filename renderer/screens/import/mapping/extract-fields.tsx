import { useId } from 'react';
import { TypedInput } from '../../../components/typed-input.tsx';
import { useText } from '../../../text/index.ts';
import type { Change, Draft } from './draft.ts';
import styles from './mapping.module.css';

interface Props {
  readonly draft: Draft;
  /** Nothing can be chosen for now. */
  readonly isResting: boolean;
  readonly error: string | undefined;
  readonly change: (...changes: Change[]) => void;
}

/** What holds for the extract as a whole. */
export function ExtractFields({
  draft: { name = '', deathsKnownUntil = '' },
  isResting,
  error,
  change,
}: Props) {
  const { extract } = useText().mapping;
  const id = useId();
  return (
    <fieldset className={styles.extract} aria-label={extract.title} disabled={isResting}>
      <TypedInput
        id={`${id}-name`}
        label={extract.name}
        spellCheck={false}
        value={name}
        onTyped={(text) => change([['name'], text.trim() === '' ? undefined : text.trim()])}
      />
      <TypedInput
        id={`${id}-deaths`}
        type="date"
        label={extract.deaths}
        description={extract.deathsNote}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={error}
        value={deathsKnownUntil}
        onTyped={(text) => change([['deathsKnownUntil'], text === '' ? undefined : text])}
      />
    </fieldset>
  );
}
