import { describe, expect, test } from 'vitest';
import { MODALITIES, MODALITY_STATES } from '../modalities/modality.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import type { Dataset } from './dataset.ts';
import { prepareRun } from './prepare.ts';
import { takeLabelled } from './subset.ts';

const DATA = syntheticDataset({ encounters: 600 });
const state = (name: (typeof MODALITY_STATES)[number]): number => MODALITY_STATES.indexOf(name);
const NOTES = MODALITIES.indexOf('notes');

function withStates(change: (row: number, m: number, old: number) => number): Dataset {
  return { ...DATA, states: DATA.states.map((old, i) => change(Math.floor(i / 6), i % 6, old)) };
}

describe('prepareRun', () => {
  test('takes training and validation encounters only', () => {
    const run = prepareRun(DATA, tinyConfiguration());
    expect(run.encounters).toHaveLength(DATA.splits.filter((split) => split <= 1).length);
    expect(run.trainingRows.length + run.validationRows.length).toBe(run.encounters.length);
    expect(run.trainingRows).toHaveLength(360);
  });

  test('leaves out encounters with nothing usable', () => {
    const run = prepareRun(
      withStates((row, _, old) => (row === 0 ? state('unavailable') : old)),
      tinyConfiguration(),
    );
    expect(run.encounters).not.toContain('e0');
    expect(run.trainingRows).toHaveLength(359);
  });

  test('translates the four states into recorded, usable and present', () => {
    const run = prepareRun(
      withStates((row, m, old) => (m === NOTES && row < 4 ? row : old)),
      tinyConfiguration(),
    );
    const bits = MODALITY_STATES.map((_, row) =>
      [run.inputs.recorded, run.inputs.usable, run.inputs.present].map((table) => table[row * 6 + NOTES]),
    );
    expect(Object.fromEntries(MODALITY_STATES.map((name, i) => [name, bits[i]]))).toEqual({
      present: [1, 1, 1],
      noneRecorded: [0, 1, 0],
      unavailable: [0, 0, 0],
      nothingKnownToModel: [1, 0, 0],
    });
  });

  test('bagging holds a fold out for each member; without it validation chooses', () => {
    const bagged = prepareRun(syntheticDataset({ encounters: 2000 }), tinyConfiguration());
    expect(bagged.stopsEarly).toBe(true);
    for (const { rows, monitor } of bagged.members) {
      expect(rows.length + monitor.length).toBe(1200);
      expect(monitor.every((row) => bagged.trainingRows.includes(row))).toBe(true);
    }
    const plain = prepareRun(
      syntheticDataset({ encounters: 2000 }),
      tinyConfiguration({ settings: { bagging: false } }),
    );
    expect(plain.stopsEarly).toBe(true);
    for (const { rows, monitor } of plain.members) {
      expect(rows).toEqual(plain.trainingRows);
      expect(monitor).toEqual(plain.validationRows);
    }
  });

  test('the fingerprint changes with encounters and labels', () => {
    const of = (data: Dataset): string => prepareRun(data, tinyConfiguration()).data;
    expect(of({ ...DATA })).toBe(of(DATA));
    expect(
      of({ ...DATA, labels: DATA.labels.map((label, row) => (row === 5 ? 1 - label : label)) }),
    ).not.toBe(of(DATA));
    expect(
      of(
        takeLabelled(
          DATA,
          Int32Array.from({ length: 500 }, (_, i) => i),
        ),
      ),
    ).not.toBe(of(DATA));
  });
});

test('takeLabelled keeps rows together, in the order asked for', () => {
  const some = takeLabelled(DATA, Int32Array.of(7, 2));
  expect(some.encounters).toEqual(['e7', 'e2']);
  expect(some.patients).toEqual(['p3', 'p1']);
  expect([...some.labels]).toEqual([DATA.labels[7], DATA.labels[2]]);
  expect([...some.states.subarray(0, 6)]).toEqual([...DATA.states.subarray(42, 48)]);
  const labs = DATA.inputs.labs!;
  expect(some.inputs.labs!.values.slice(0, 24)).toEqual(labs.values.slice(labs.indptr[7], labs.indptr[8]));
});

describe('informed axes', () => {
  const informed = (data: Dataset) => prepareRun(data, tinyConfiguration({ settings: { axes: 'informed' } }));

  test('are learned from the training split alone', () => {
    const flipped = DATA.labels.map((label, row) => (DATA.splits[row] === 0 ? label : 1 - label));
    expect(informed({ ...DATA, labels: flipped }).projections).toEqual(informed(DATA).projections);
    const others = DATA.labels.map((label, row) => (DATA.splits[row] === 0 ? 1 - label : label));
    expect(informed({ ...DATA, labels: others }).projections).not.toEqual(informed(DATA).projections);
  });

  test('are as many inputs as leading components would be', () => {
    const { width, values } = prepareRun(DATA, tinyConfiguration()).inputs;
    const { inputs } = informed(DATA);
    expect(inputs.width).toBe(width);
    expect(inputs.values.map((own) => own.length)).toEqual(values.map((own) => own.length));
  });
});
