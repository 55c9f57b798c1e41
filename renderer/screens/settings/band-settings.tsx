import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Settings } from '../../../main/api/services.ts';
import { bandName } from '../../app/risk-band.ts';
import { NumberField } from '../../components/typed-input.tsx';
import { Panel } from '../../components/layout.tsx';
import { formatShare } from '../../format/risk.ts';
import { useText } from '../../text/index.ts';
import type { Save } from './settings-screen.tsx';
import styles from './settings.module.css';
import { BandFigures } from './threshold-figures.tsx';

const MOST_BANDS = 5;

type Band = Settings['bands'][number];

interface Props {
  readonly bands: readonly Band[];
  readonly save: Save;
}

/** Names and upper ends of the risk bands. */
export function BandSettings({ bands, save }: Props) {
  const text = useText();
  const { bands: words } = text.settings;
  const [draft, setDraft] = useState<readonly Band[]>(() =>
    bands.map((band) => ({ ...band, name: bandName(band.name, text) })),
  );
  // What is called as before stays as it is kept, so that another language can still translate it.
  const asKept = (band: Band): Band => {
    const same = bands.find(({ name }) => bandName(name, text) === band.name);
    return { ...band, name: same?.name ?? band.name };
  };
  const change = (index: number, changes: Partial<Band>): void =>
    setDraft(draft.map((band, place) => (place === index ? { ...band, ...changes } : band)));
  const isValid = draft.every(
    ({ name, below }, index) => name.trim() !== '' && below > (draft[index - 1]?.below ?? 0) && below <= 1,
  );
  return (
    <Panel title={words.title} note={words.note}>
      <div className={styles.bands}>
        {draft.map((band, index) => (
          <div key={index} className={styles.band}>
            <TextInput
              label={words.name}
              value={band.name}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <NumberField
              label={words.below}
              value={Number((band.below * 100).toFixed(2))}
              least={0}
              most={100}
              onTyped={(percent) => change(index, { below: Number(percent) / 100 })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={words.remove(band.name)}
              onClick={() => setDraft(draft.filter((_, place) => place !== index))}
            >
              <IconX size={17} />
            </ActionIcon>
          </div>
        ))}
      </div>
      {draft.length > 0 && <p className={styles.note}>{words.top(formatShare(draft.at(-1)?.below ?? 0))}</p>}
      <div className={styles.buttons}>
        <Button disabled={!isValid} onClick={() => save({ bands: draft.map(asKept) })}>
          {words.save}
        </Button>
        <Button
          variant="default"
          disabled={draft.length >= MOST_BANDS}
          onClick={() =>
            setDraft([...draft, { name: '', below: Math.min(1, (draft.at(-1)?.below ?? 0) + 0.1) }])
          }
        >
          {words.add}
        </Button>
      </div>
      {isValid && <BandFigures bands={[...draft]} />}
    </Panel>
  );
}
