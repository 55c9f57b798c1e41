import { expect, it } from 'vitest';
import type { TrainingRequest } from '../api/services.ts';
import { withPresetInputs } from './with-preset-inputs.ts';

const request: TrainingRequest = {
  task: 'mortality-90d',
  preset: 'default',
  trainingPreset: 'paper',
  encoders: 'ebr',
  fusion: 'gated',
  seed: 1,
};

it('turns the audit variables on for the paper preset only', () => {
  expect(withPresetInputs(request).inputs).toEqual({ auditVariables: true });
  expect(withPresetInputs({ ...request, trainingPreset: 'desktop' }).inputs).toBeUndefined();
});

it('leaves what was asked for', () => {
  const inputs = { auditVariables: false, outcomeSections: true };
  expect(withPresetInputs({ ...request, inputs }).inputs).toEqual(inputs);
});
