import { NativeSelect } from '@mantine/core';
import { Chips } from '../../../components/chips.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { useText } from '../../../text/index.ts';
import styles from './builder.module.css';
import type { PartProps } from './parts.ts';

interface Props extends Pick<PartProps, 'options'> {
  readonly label: string;
  readonly units: readonly string[];
  readonly onChange: (units: readonly string[]) => void;
}

/** Some of the units that stays of the source start in. */
export function UnitList({ label, units, options, onChange }: Props) {
  const { builder } = useText();
  const others = (options?.units ?? []).filter(({ name }) => !units.includes(name));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      <Chips
        label={label}
        chips={units.map((name) => ({ name }))}
        onRemove={(index) => onChange(units.toSpliced(index, 1))}
      />
      <NativeSelect
        aria-label={`${label}: ${builder.addUnit}`}
        value=""
        onChange={(event) => onChange([...units, event.currentTarget.value])}
        disabled={others.length === 0}
        data={[
          { value: '', label: builder.addUnit },
          ...others.map(({ name, stays }) => ({
            value: name,
            label: builder.unit(name, formatCount(stays)),
          })),
        ]}
      />
    </fieldset>
  );
}
