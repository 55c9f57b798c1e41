import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseMapping } from './read-mapping.ts';

it('the mapping of the documentation can be used', () => {
  const page = readFileSync(new URL('../../../../docs/mapping.md', import.meta.url), 'utf8');
  const [, yaml = ''] = /```yaml\n([^`]*)```/.exec(page) ?? [];
  expect(parseMapping(yaml, 'mapping.yaml').tables.map(({ role }) => role)).toEqual([
    'admissions',
    'diagnoses',
    'results',
    'results',
    'medications',
    'notes',
  ]);
});
