import { expect, test } from 'vitest';
import { fitLogisticExperts } from '../reference/logistic-experts.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks } from '../testing/tiny-run.ts';
import { resolveConfiguration } from './configuration.ts';
import type { EpochReport } from './hooks.ts';
import { trainModel } from './train.ts';

const DATA = syntheticDataset({ encounters: 1200 });

test('the reference preset fits the experts, and nothing else', async () => {
  const reports: EpochReport[] = [];
  const model = await trainModel(
    DATA,
    resolveConfiguration('reference'),
    tickingHooks({ onEpoch: (report) => reports.push(report) }),
  );
  expect(model.experts).toEqual({ share: 1, ...fitLogisticExperts(DATA) });
  expect(model).toMatchObject({ weights: {}, projections: {}, policy: 'omit', epochs: 1, dead: [] });
  expect(model.baseRate).toBeCloseTo(model.trainingPositives / 720);
  expect(model.remarks.join()).toMatch(/experts alone/);
  // Two hidden factors show in labs and notes, none in procedures.
  const { labs, notes, procedures } = model.strength;
  expect(Math.min(labs!.auroc!, notes!.auroc!)).toBeGreaterThan(0.6);
  expect(procedures!.auroc!).toBeLessThan(0.6);
  expect(model.similarity.ranked.at(0)).toBe(model.similarity.reference);
  expect(model.strength[model.similarity.reference]!.auroc).toBe(
    Math.max(...Object.values(model.strength).map(({ auroc }) => auroc!)),
  );
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatchObject({ epoch: 1, epochs: 1, block: 'semantic', contributions: null });
  expect(reports[0]!.auroc!).toBeGreaterThan(reports[0]!.aurocHalfMissing!);
  expect(reports[0]!.validationLoss!).toBeLessThan(Math.LN2);
});

test('what is left of 30 encounters has no expert, and one class is an error', async () => {
  const states = DATA.states.map((state, i) => (i % 6 === 1 && i > 60 ? 2 : state));
  const model = await trainModel({ ...DATA, states }, resolveConfiguration('reference'), tickingHooks());
  expect(model.leftOut.map(({ modality }) => modality)).toEqual(['notes']);
  expect(Object.keys(model.experts!.experts)).not.toContain('notes');
  const labels = new Uint8Array(1200);
  await expect(
    trainModel({ ...DATA, labels }, resolveConfiguration('reference'), tickingHooks()),
  ).rejects.toMatchObject({ code: 'one_class' });
});

test('experts alone are trained in one pass, whatever network they are in the place of', () => {
  expect(() => resolveConfiguration('desktop', { settings: { expertShare: 1 } })).toThrow(
    /epochs: expected 1/,
  );
  expect(resolveConfiguration('reference', { encoders: 'kd' }).expertShare).toBe(1);
});
