import { NativeSelect } from '@mantine/core';
import type { RawSearch } from '../../app/search.ts';
import { useText } from '../../text/index.ts';
import type { TrainSearch } from './search.ts';
import { useSettings } from './use-settings.ts';

interface Props {
  readonly search: TrainSearch;
  readonly change: (changes: RawSearch) => void;
}

/** How the record of a modality becomes what its encoder reads. */
export function ReadingChoice({ search, change }: Props) {
  const { reading } = useText().train.form;
  const { valueOf, put } = useSettings(search, change);
  return (['labs', 'codes'] as const).map((name) => {
    const { title, names, meaning } = reading[name];
    const chosen = String(valueOf(name) ?? Object.keys(names)[0]);
    return (
      <NativeSelect
        key={name}
        label={title}
        description={meaning[chosen]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={chosen}
        onChange={(event) => put(name, event.currentTarget.value)}
        data={Object.entries(names).map(([value, label]) => ({ value, label }))}
      />
    );
  });
}
