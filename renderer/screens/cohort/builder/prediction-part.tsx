import { Checkbox, NativeSelect } from '@mantine/core';
import { NumberField } from '../../../components/typed-input.tsx';
import { formatCount, formatMeasured } from '../../../format/numbers.ts';
import { useText } from '../../../text/index.ts';
import { INPUTS } from '../search.ts';
import styles from './builder.module.css';
import { optionsOf, type PartProps } from './parts.ts';
import { Section } from './section.tsx';

const MOST_HOURS = 10_000;

/** When the prediction is made, and what may be an input of it. */
export function PredictionPart({ search, options, change }: PartProps) {
  const { builder } = useText();
  const { hours, lookBack, variant } = search;
  const variants = options?.variants ?? [];
  const added = INPUTS.filter((name) => search[name] === 'true').length;
  const chosen = [
    ...(hours === undefined ? [] : [`${formatMeasured(hours)} h`]),
    ...(variant === undefined ? [] : [builder.variant[variant]]),
    ...(lookBack === undefined ? [] : [builder.lookBackShort(formatMeasured(lookBack))]),
    ...(added === 0 ? [] : [added === 1 ? builder.oneMoreInput : builder.moreInputs(formatCount(added))]),
  ];
  return (
    <Section title={builder.section.prediction} chosen={chosen.join(', ')}>
      {variants.length > 0 && (
        <NativeSelect
          className={styles.wide}
          label={builder.variant.label}
          value={variant ?? 'icu'}
          onChange={(event) => change({ variant: event.currentTarget.value, units: undefined })}
          data={optionsOf({ icu: builder.variant.icu, admission: builder.variant.admission })}
        />
      )}
      {search.task === 'mortality-hospital' && (
        <NumberField
          className={styles.wide}
          label={builder.hours}
          placeholder="24"
          value={hours}
          least={1}
          most={MOST_HOURS}
          onTyped={(text) => change({ hours: text })}
        />
      )}
      <NumberField
        className={styles.wide}
        label={builder.lookBack}
        placeholder={builder.any}
        description={builder.lookBackNote}
        value={lookBack}
        least={1}
        most={MOST_HOURS}
        onTyped={(text) => change({ lookBack: text })}
      />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{builder.inputs}</legend>
        <div className={styles.checks}>
          {INPUTS.map((name) => (
            <Checkbox
              key={name}
              label={builder.input[name]}
              checked={search[name] === 'true'}
              onChange={(event) => change({ [name]: event.currentTarget.checked ? 'true' : undefined })}
            />
          ))}
        </div>
      </fieldset>
    </Section>
  );
}
