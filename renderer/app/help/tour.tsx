import { Button } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import styles from './tour.module.css';

interface Props {
  readonly step: number;
  /** Asked for by the user, who then goes on in it. */
  readonly takesFocus: boolean;
  readonly onStep: (step: number) => void;
  readonly onEnd: () => void;
}

/** Four cards beside the navigation, each about a place that is marked there; the page stays usable. */
export function Tour({ step, takesFocus, onStep, onEnd }: Props) {
  const { tour } = useText();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) card.current?.focus();
  }, [takesFocus]);
  const shown = tour.steps[step];
  const isLast = step === tour.steps.length - 1;
  return (
    <aside
      ref={card}
      className={styles.card}
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <p className={styles.step}>
        {tour.step(formatCount(step + 1), formatCount(tour.steps.length))}
        <span className={styles.dots} aria-hidden>
          {tour.steps.map(({ title }, index) => (
            <span key={title} className={styles.dot} data-here={index === step || undefined} />
          ))}
        </span>
      </p>
      <div aria-live="polite">
        <h2 id={id} className={styles.title}>
          {shown?.title}
        </h2>
        <p className={styles.text}>{shown?.text}</p>
      </div>
      <div className={styles.buttons}>
        {!isLast && (
          <Button variant="subtle" color="gray" onClick={onEnd}>
            {tour.skip}
          </Button>
        )}
        <span className={styles.ways}>
          {step > 0 && (
            <Button variant="default" onClick={() => onStep(step - 1)}>
              {tour.back}
            </Button>
          )}
          <Button onClick={() => (isLast ? onEnd() : onStep(step + 1))}>
            {isLast ? tour.done : tour.next}
          </Button>
        </span>
      </div>
    </aside>
  );
}
