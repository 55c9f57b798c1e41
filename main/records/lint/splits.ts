import { type Check, type Finding, type LintRule, type LintSubject, settled } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

export const SHARED_PEOPLE_SQL = `
  SELECT s.name, count(*) AS people
  FROM patient AS own
  JOIN source AS s ON s.id <> own.source_id AND s.kind = ?
  JOIN patient AS other ON other.source_id = s.id AND other.source_key = own.source_key
  WHERE own.source_id = ?
  GROUP BY s.name`;

function startSides({ encounters }: LintSubject): Check {
  const byPerson = Map.groupBy(encounters, ({ patientId }) => patientId);
  const count = [...byPerson.values()].filter(([first, ...others]) =>
    others.some(({ split }) => split !== first?.split),
  ).length;
  if (count === 0) return settled([]);
  return settled([
    {
      severity: 'error',
      feature: null,
      detail: sentence`people have stays in more than one split`,
      count,
    },
  ]);
}

export const PATIENT_ON_BOTH_SIDES: LintRule = {
  name: 'patient-on-both-sides',
  title: 'One person in training and test',
  meaning:
    'A person whose stays are in training and in test is recognised rather than predicted, and the model looks better than it is for somebody new.',
  reads: 'cohort',
  start: startSides,
};

/** Two releases of one source hold the same people under the same ids. */
function startReleases({ db, source }: LintSubject): Check {
  if (source === null) return settled([]);
  const shared = db
    .prepare<[string, number], { name: string; people: number }>(SHARED_PEOPLE_SQL)
    .all(source.kind, source.id);
  return settled(
    shared.map(({ name, people }): Finding => ({
      severity: 'warning',
      feature: name,
      detail: sentence`people of this source are in it as well: it is no external validation of a model that is trained here`,
      count: people,
    })),
  );
}

export const SAME_PEOPLE_IN_ANOTHER_SOURCE: LintRule = {
  name: 'same-people-elsewhere',
  title: 'The same people in another source',
  meaning:
    'Two releases of one source hold the same patients. A model that is trained on one and tested on the other has seen them.',
  reads: 'cohort',
  start: startReleases,
};
