// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { placeOf } from './breadcrumbs.tsx';

it.each([
  ['/', 'start', []],
  ['/patients', 'patients', []],
  ['/patients/2000', 'patients', ['2000']],
  ['/train/runs/r1', 'train', ['runs', 'r1']],
  ['/help', undefined, []],
])('places %s', (pathname, key, rest) => {
  const place = placeOf(pathname);
  expect([place.page?.key, place.rest]).toEqual([key, rest]);
});
