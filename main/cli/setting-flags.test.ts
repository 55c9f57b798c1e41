import { expect, it } from 'vitest';
import { settingsOf } from './setting-flags.ts';

const RUN = { trainingPreset: 'quick', encoders: 'ebr' } as const;

it('a flag of its own goes before a setting that is named', () => {
  expect(settingsOf({ labs: 'sequence', set: { labs: 'summary', labHours: 24 }, ensemble: 2 }, RUN)).toEqual({
    settings: { labs: 'sequence', labHours: 24, members: 2 },
  });
  expect(settingsOf({ codes: 'bag', notes: 'onnx:/texts' }, RUN)).toEqual({
    settings: { codes: 'bag', notes: 'onnx:/texts' },
  });
  expect(() => settingsOf({ notes: 'onnx:' }, RUN)).toThrow(/notes/);
});

it('what decides how records are read is not searched: they are read once for all trials', () => {
  expect(() => settingsOf({ search: 3, vary: { labHours: '12, 24' } }, RUN)).toThrow(/labHours/);
  expect(settingsOf({ search: 3, vary: { codes: 'multihot, bag' } }, RUN)).toHaveProperty('search');
});
