import { expect, it } from 'vitest';
import { settingsShape } from '../../../models/training/settings.ts';
import { train } from '../../text/en/train.ts';

it('offers every way to read a modality, with what it means, the usual first', () => {
  const { labs, codes } = train.form.reading;
  for (const [{ names, meaning }, schema] of [
    [labs, settingsShape.labs],
    [codes, settingsShape.codes],
  ] as const) {
    expect(Object.keys(names)).toEqual([...schema.unwrap().options]);
    expect(Object.keys(meaning)).toEqual(Object.keys(names));
  }
});
