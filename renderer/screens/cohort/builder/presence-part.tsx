import { Checkbox, NativeSelect } from '@mantine/core';
import { modalitiesOf, modalityText } from '../../../app/search.ts';
import { ModalityLabel } from '../../../components/modality-mark.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { MODALITY_ORDER, type ModalityName } from '../../../modality/modalities.ts';
import { useText } from '../../../text/index.ts';
import styles from './builder.module.css';
import type { PartProps } from './parts.ts';
import { Section } from './section.tsx';

const NUMBERS = [2, 3, 4, 5, 6];

/** Which modalities must be present at the prediction time, and how many. */
export function PresencePart({ search, change }: PartProps) {
  const { builder, modality } = useText();
  const { present } = builder;
  const has = modalitiesOf(search.has);
  const { hasAtLeast } = search;
  const chosen = [
    ...has.map((name) => modality.name[name]),
    ...(hasAtLeast === undefined ? [] : [`${present.atLeast} ${formatCount(hasAtLeast)}`]),
  ];
  const toggle = (name: ModalityName): void => {
    const next = has.includes(name) ? has.filter((other) => other !== name) : [...has, name];
    change({ has: modalityText(next) });
  };
  return (
    <Section title={builder.section.present} chosen={chosen.join(', ')}>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{present.modalities}</legend>
        <div className={styles.modalities}>
          {MODALITY_ORDER.map((name) => (
            <span key={name} className={styles.check}>
              <Checkbox
                aria-label={modality.name[name]}
                checked={has.includes(name)}
                onChange={() => toggle(name)}
              />
              <ModalityLabel modality={name} size={18} />
            </span>
          ))}
        </div>
      </fieldset>
      <NativeSelect
        className={styles.wide}
        label={present.atLeast}
        value={hasAtLeast ?? ''}
        onChange={(event) => change({ hasAtLeast: event.currentTarget.value })}
        data={[
          { value: '', label: present.anyNumber },
          ...NUMBERS.map((count) => ({ value: String(count), label: present.number(formatCount(count)) })),
        ]}
      />
    </Section>
  );
}
