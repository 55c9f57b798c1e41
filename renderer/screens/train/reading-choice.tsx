import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { RawSearch } from '../../app/search.ts';
import { TypedInput } from '../../components/typed-input.tsx';
import { useText } from '../../text/index.ts';
import type { TrainSearch } from './search.ts';
import { useSettings } from './use-settings.ts';

/** What stands before the folder of a text model. */
const ONNX = 'onnx:';

interface Props {
  readonly search: TrainSearch;
  readonly change: (changes: RawSearch) => void;
}

/** How the record of a modality becomes what its encoder reads. */
export function ReadingChoice({ search, change }: Props) {
  const { reading } = useText().train.form;
  const { valueOf, put } = useSettings(search, change);
  return (
    <>
      {(['labs', 'codes'] as const).map((name) => {
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
      })}
      <NotesChoice search={search} change={change} />
    </>
  );
}

/** By their words, or by a text model once its folder is named. */
function NotesChoice({ search, change }: Props) {
  const { notes } = useText().train.form.reading;
  const { valueOf, put } = useSettings(search, change);
  const value = String(valueOf('notes') ?? '');
  const folder = value.startsWith(ONNX) ? value.slice(ONNX.length) : '';
  const [isOpen, setOpen] = useState(folder !== '');
  const kind = isOpen ? 'onnx' : 'tfidf';
  return (
    <>
      <NativeSelect
        label={notes.title}
        description={notes.meaning[kind]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={kind}
        onChange={(event) => {
          setOpen(event.currentTarget.value === 'onnx');
          put('notes', 'tfidf');
        }}
        data={Object.entries(notes.names).map(([key, label]) => ({ value: key, label }))}
      />
      {isOpen && (
        <TypedInput
          label={notes.folder}
          description={notes.folderMeaning}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={folder === '' ? notes.folderMissing : undefined}
          value={folder}
          spellCheck={false}
          onTyped={(typed) => put('notes', typed.trim() === '' ? 'tfidf' : ONNX + typed.trim())}
        />
      )}
    </>
  );
}
