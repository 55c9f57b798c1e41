import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../main/errors.ts';
import { REMEDIES } from '../../app/remedies.ts';
import { errors } from './errors.ts';

describe('the texts of errors', () => {
  it('say of every code what happened, what it means and what to do', () => {
    for (const code of Object.keys(ERROR_CODES) as (keyof typeof ERROR_CODES)[]) {
      const { title, meaning, action } = errors.byCode[code];
      expect(title.length, code).toBeGreaterThan(5);
      expect(meaning, code).toMatch(/\.$/);
      expect(action, code).toMatch(/\.$/);
    }
  });

  it('come with a button, but for failures about which no button can do anything', () => {
    const codes = Object.keys(ERROR_CODES) as (keyof typeof ERROR_CODES)[];
    const without = codes.filter((code) => REMEDIES[code] === null);
    expect(without).toEqual([
      'usage',
      'output_unwritable',
      'disk_full',
      'bundle_exists',
      'nothing_present',
      'port_taken',
      'unauthorized',
      'forbidden_origin',
      'too_large',
      'wrong_passphrase',
      'job_running',
      'cancelled',
    ]);
    for (const remedy of Object.values(REMEDIES)) {
      if (remedy !== null) expect(errors.remedies[remedy].length).toBeGreaterThan(5);
    }
  });

  it('have no title twice, so that two failures never look the same', () => {
    const titles = Object.values(errors.byCode).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
