import { NativeSelect } from '@mantine/core';
import { useText } from '../../../text/index.ts';
import { PLACES } from '../search.ts';
import { parseTerms, termInWords, termsText } from '../terms.ts';
import styles from './builder.module.css';
import type { PartProps } from './parts.ts';
import { Section } from './section.tsx';
import { TermList } from './term-list.tsx';

interface Props extends PartProps {
  readonly modality: 'diagnoses' | 'procedures';
}

const NAMES = {
  diagnoses: { with: 'dx', without: 'dxNot', place: 'dxIn' },
  procedures: { with: 'px', without: 'pxNot', place: 'pxIn' },
} as const;

/** Who is kept by what is coded of them. */
export function CodePart({ modality, search, options, counts, change }: Props) {
  const { builder, common } = useText();
  const names = NAMES[modality];
  const wanted = parseTerms(search[names.with]);
  const unwanted = parseTerms(search[names.without]);
  const chosen = [
    ...wanted.map(termInWords),
    ...unwanted.map((term) => `${common.within(builder.codes.without)} ${termInWords(term)}`),
  ];
  const count = (use: 'with' | 'without') => (term: string) =>
    counts?.codes.find((found) => found.modality === modality && found.use === use && found.term === term)
      ?.codes;
  return (
    <Section title={builder.section[modality]} chosen={chosen.join(', ')}>
      <TermList
        label={builder.codes.with}
        of={builder.section[modality]}
        terms={wanted}
        countOf={count('with')}
        onChange={(terms) => change({ [names.with]: termsText(terms) })}
      />
      <TermList
        label={builder.codes.without}
        of={builder.section[modality]}
        terms={unwanted}
        countOf={count('without')}
        onChange={(terms) => change({ [names.without]: termsText(terms) })}
      />
      <Place
        isLate={modality === 'diagnoses' && options?.ownDiagnosesAreKnown === false}
        value={search[names.place]}
        onChange={(place) => change({ [names.place]: place })}
      />
    </Section>
  );
}

interface PlaceProps {
  /** Codes of the stay itself are not known yet. */
  readonly isLate: boolean;
  readonly value: (typeof PLACES)[number] | undefined;
  readonly onChange: (place: string) => void;
}

function Place({ isLate, value, onChange }: PlaceProps) {
  const { builder } = useText();
  const { codes } = builder;
  const usual = isLate ? 'earlier-stays' : 'this-stay';
  return (
    <NativeSelect
      className={styles.wide}
      label={codes.recorded}
      description={isLate ? codes.late : undefined}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: codes.byDefault(codes.place[usual]) },
        ...PLACES.map((place) => ({
          value: place,
          label: codes.place[place],
          disabled: isLate && place !== 'earlier-stays',
        })),
      ]}
    />
  );
}
