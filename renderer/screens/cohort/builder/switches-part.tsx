import { NativeSelect } from '@mantine/core';
import { formatCount } from '../../../format/numbers.ts';
import { useText } from '../../../text/index.ts';
import { type SwitchName, SWITCHES } from '../search.ts';
import styles from './builder.module.css';
import { optionsOf, type PartProps } from './parts.ts';
import { Section } from './section.tsx';

/** The named switches of the label card, each with how many it is about. */
export function SwitchesPart({ search, options, counts, change }: PartProps) {
  const { builder } = useText();
  const names = (Object.keys(SWITCHES) as SwitchName[]).filter((name) => options?.switches.includes(name));
  const chosen = names.flatMap((name) => {
    const value = search[name];
    const words: Readonly<Record<string, string>> = builder.switches[name].options;
    return value === undefined ? [] : [`${builder.switches[name].label} ${words[value]}`];
  });
  return (
    <Section title={builder.section.switches} chosen={chosen.join(', ')}>
      {options !== undefined && names.length === 0 && <p className={styles.note}>{builder.noSwitches}</p>}
      {names.map((name) => {
        const { label, default: usual, options: others, count, counted } = builder.switches[name];
        const number = counts?.counts[count];
        return (
          <NativeSelect
            key={name}
            className={styles.wide}
            label={label}
            description={number === undefined ? undefined : counted(formatCount(number))}
            value={search[name] ?? ''}
            onChange={(event) => change({ [name]: event.currentTarget.value })}
            data={[{ value: '', label: usual }, ...optionsOf(others)]}
          />
        );
      })}
    </Section>
  );
}
