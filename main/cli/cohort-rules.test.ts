import { expect, it } from 'vitest';
import { cohortInput, cohortRule, RULES } from './cohort-rules.ts';

it('reads the rules one after the other', () => {
  expect(cohortRule('observationStays=exclude', cohortRule('mergeEpisodes=true'))).toEqual({
    mergeEpisodes: true,
    observationStays: 'exclude',
  });
  for (const rule of RULES) expect(() => cohortRule(rule)).not.toThrow();
});

it.each(['mergeEpisodes', 'mergeEpisodes=yes', 'observationStays=true', 'colour=red', ''])(
  'refuses %o with the rules that there are',
  (text) => {
    expect(() => cohortRule(text)).toThrow(/plannedReadmissions=ignore/);
  },
);

it('reads the inputs that are off by default', () => {
  expect(cohortInput('outcomeSections', cohortInput('auditVariables'))).toEqual({
    auditVariables: true,
    outcomeSections: true,
  });
  expect(() => cohortInput('race')).toThrow(/auditVariables, outcomeSections, careLimitations/);
});
