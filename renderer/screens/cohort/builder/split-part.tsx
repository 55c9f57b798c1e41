import { NativeSelect } from '@mantine/core';
import type { CohortChoices } from '../../../../main/api/services.ts';
import { TypedInput } from '../../../components/typed-input.tsx';
import { formatCount } from '../../../format/numbers.ts';
import { useText } from '../../../text/index.ts';
import { parseSides, type Sides, sidesText } from '../sides.ts';
import styles from './builder.module.css';
import type { PartProps } from './parts.ts';
import { Section } from './section.tsx';
import { UnitList } from './unit-list.tsx';

const BY_PATIENT: Sides = { by: 'patient' };

/** What decides who is of the test. */
export function SplitPart({ search, options, change }: PartProps) {
  const { builder } = useText();
  const sides = parseSides(search.sides) ?? BY_PATIENT;
  const set = (next: Sides | undefined): void => change({ sides: sidesText(next) });
  const ways = (['patient', 'time', 'hospital', 'unit'] as const).filter(
    (by) => by === sides.by || firstOf(by, options) !== undefined,
  );
  return (
    <Section
      title={builder.section.split}
      chosen={sides.by === 'patient' ? '' : `${builder.split[sides.by]} ${testOf(sides)}`}
    >
      <NativeSelect
        className={styles.wide}
        label={builder.split.by}
        value={sides.by}
        onChange={(event) => set(firstOf(event.currentTarget.value, options))}
        data={ways.map((value) => ({ value, label: builder.split[value] }))}
      />
      <TestOf sides={sides} options={options} set={set} />
    </Section>
  );
}

function testOf(sides: Sides): string {
  if (sides.by === 'time') return String(sides.testFrom);
  return sides.by === 'patient' ? '' : (sides.test?.join(', ') ?? '');
}

/** A way of splitting with the first test that the source allows; `undefined` where it allows none. */
function firstOf(by: string, options: CohortChoices | undefined): Sides | undefined {
  const { testYears = [], hospitals = 0, units = [] } = options ?? {};
  const year = testYears.at(-1);
  const unit = units.at(1);
  if (by === 'time') return year === undefined ? undefined : { by, testFrom: year };
  if (by === 'hospital') return hospitals > 1 ? { by } : undefined;
  if (by === 'unit') return unit === undefined ? undefined : { by, test: [unit.name] };
  return BY_PATIENT;
}

interface TestProps extends Pick<PartProps, 'options'> {
  readonly sides: Sides;
  readonly set: (sides: Sides) => void;
}

function TestOf({ sides, options, set }: TestProps) {
  const { split } = useText().builder;
  switch (sides.by) {
    case 'patient':
      return null;
    case 'time':
      return (
        <NativeSelect
          className={styles.wide}
          label={split.year}
          description={split.yearNote}
          value={sides.testFrom}
          onChange={(event) => set({ by: 'time', testFrom: Number(event.currentTarget.value) })}
          data={(options?.testYears ?? [sides.testFrom]).map(String)}
        />
      );
    case 'hospital':
      return (
        <TypedInput
          className={styles.wide}
          label={split.hospitals}
          description={split.hospitalsNote}
          placeholder={split.hospitalsPlaceholder(formatCount(options?.hospitals ?? 0))}
          value={sides.test?.join(', ') ?? ''}
          onTyped={(text) => set(hospitalsIn(text))}
        />
      );
    case 'unit':
      return (
        <>
          <UnitList
            label={split.units}
            units={sides.test}
            options={options}
            onChange={(test) => set(test.length === 0 ? BY_PATIENT : { by: 'unit', test: [...test] })}
          />
          <p className={styles.note}>{split.unitsNote}</p>
        </>
      );
  }
}

function hospitalsIn(text: string): Sides {
  const ids = text.split(',').map((id) => id.trim());
  const test = ids.filter((id) => id !== '');
  return test.length === 0 ? { by: 'hospital' } : { by: 'hospital', test };
}
