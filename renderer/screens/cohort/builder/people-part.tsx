import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { wordsOf, wordsText } from '../../../app/search.ts';
import { NumberField } from '../../../components/typed-input.tsx';
import { formatMeasured } from '../../../format/numbers.ts';
import { useText, type Catalogue } from '../../../text/index.ts';
import styles from './builder.module.css';
import { type PartProps, optionsOf } from './parts.ts';
import { Section } from './section.tsx';
import { UnitList } from './unit-list.tsx';

/** Who is kept by what is known of the stay itself. */
export function PeoplePart({ search, options, change }: PartProps) {
  const { builder } = useText();
  const { ageFrom, ageTo, stayFrom, stayTo, only } = search;
  const units = wordsOf(search.units);
  const chosen = [
    limitsInWords([ageFrom, ageTo], builder.limits.years, builder.limits),
    limitsInWords([stayFrom, stayTo], builder.limits.hours, builder.limits),
    units.join(', '),
    only === undefined ? '' : builder.first.short,
  ];
  const isKnownLater = search.task === 'mortality-hospital' && (stayFrom ?? stayTo) !== undefined;
  return (
    <Section title={builder.section.people} chosen={chosen.filter((part) => part !== '').join(', ')}>
      <Limits
        label={builder.age}
        limits={[ageFrom, ageTo]}
        least={18}
        most={[90, 89]}
        onTyped={([from, to]) => change({ ageFrom: from, ageTo: to })}
      />
      <Limits
        label={builder.stay}
        note={isKnownLater ? builder.stayNote : undefined}
        limits={[stayFrom, stayTo]}
        least={0}
        most={[100_000, 100_000]}
        onTyped={([from, to]) => change({ stayFrom: from, stayTo: to })}
      />
      <UnitList
        label={builder.units}
        units={units}
        options={options}
        onChange={(names) => change({ units: wordsText(names) })}
      />
      <NativeSelect
        className={styles.wide}
        label={builder.first.label}
        description={options?.firstIsKnown === false ? builder.first.unknown : undefined}
        disabled={options?.firstIsKnown === false}
        value={only ?? 'all'}
        onChange={(event) => change({ only: event.currentTarget.value })}
        data={optionsOf({ all: builder.first.all, first: builder.first.first })}
      />
    </Section>
  );
}

function limitsInWords(
  [from, to]: Pair<number | undefined>,
  unit: string,
  words: Catalogue['builder']['limits'],
): string {
  if (isFalling([from, to])) return words.falling;
  if (from !== undefined && to !== undefined)
    return words.between(formatMeasured(from), formatMeasured(to), unit);
  if (from !== undefined) return words.from(formatMeasured(from), unit);
  return to === undefined ? '' : words.to(formatMeasured(to), unit);
}

type Pair<T> = readonly [from: T, to: T];

interface LimitsProps {
  readonly label: string;
  readonly note?: string | undefined;
  readonly limits: Pair<number | undefined>;
  readonly least: number;
  readonly most: Pair<number>;
  readonly onTyped: (limits: Pair<string | number | undefined>) => void;
}

/** Limits that leave nobody, so that they are not applied. */
function isFalling([from, to]: Pair<number | undefined>): boolean {
  return from !== undefined && to !== undefined && from > to;
}

/** Two numbers, either of which may be left open. */
function Limits({ label, note, limits, least, most, onTyped }: LimitsProps) {
  const { builder } = useText();
  const id = useId();
  const [from, to] = limits;
  const isWrong = isFalling(limits);
  return (
    <fieldset className={styles.group} aria-describedby={isWrong ? id : undefined}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.pair}>
        <NumberField
          aria-label={`${label}, ${builder.from}`}
          placeholder={builder.from}
          value={from}
          least={least}
          most={most[0]}
          isWrong={isWrong}
          onTyped={(text) => onTyped([text, to])}
        />
        <NumberField
          aria-label={`${label}, ${builder.to}`}
          placeholder={builder.to}
          value={to}
          least={least}
          most={most[1]}
          isWrong={isWrong}
          onTyped={(text) => onTyped([from, text])}
        />
      </div>
      {isWrong && from !== undefined && to !== undefined && (
        <p id={id} className={styles.error} role="alert">
          {builder.falling(formatMeasured(from), formatMeasured(to))}
        </p>
      )}
      {note !== undefined && <p className={styles.note}>{note}</p>}
    </fieldset>
  );
}
