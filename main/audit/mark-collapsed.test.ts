import { expect, it } from 'vitest';
import type { Audit } from '../api/services.ts';
import { markCollapsed } from './mark-collapsed.ts';

type Reliance = NonNullable<Audit['modalities']['labs']>;

const reliance = (ablation: number | null): Reliance => ({
  meanAbsolute: 0.1,
  meanSigned: 0,
  ablation,
  alone: 0.7,
  dead: false,
  collapsed: false,
});
const strong = { auroc: 0.8, interval: [0.76, 0.84] } as const;
const dead = { auroc: 0.51, interval: [0.47, 0.55] } as const;

const collapsedOf = (modalities: Audit['modalities']): string[] =>
  Object.entries(modalities).flatMap(([name, { collapsed }]) => (collapsed ? [name] : []));

it('marks the least relied on when it is worth less than a quarter of what it could give alone', () => {
  const modalities = { labs: reliance(0.05), notes: reliance(0.07), diagnoses: reliance(0.2) };
  const strength = { labs: strong, notes: strong, diagnoses: strong };
  // A quarter of .80 - .50 is .075: notes lie below it as well, but only one can be the eliminated one.
  expect(collapsedOf(markCollapsed(modalities, strength))).toEqual(['labs']);
  expect(
    collapsedOf(markCollapsed({ ...modalities, labs: reliance(0.08), notes: reliance(0.09) }, strength)),
  ).toEqual([]);
});

it('passes over what has no signal of its own and what was not assessed', () => {
  const modalities = { labs: reliance(-0.01), notes: reliance(null), diagnoses: reliance(0.02) };
  const strength = { labs: dead, notes: strong, diagnoses: strong };
  expect(collapsedOf(markCollapsed(modalities, strength))).toEqual(['diagnoses']);
  expect(collapsedOf(markCollapsed(modalities, { labs: dead, notes: strong }))).toEqual([]);
});

it('keeps every other figure as it is', () => {
  const modalities = { labs: reliance(0.05) };
  expect(markCollapsed(modalities, { labs: strong })).toEqual({
    labs: { ...reliance(0.05), collapsed: true },
  });
});
