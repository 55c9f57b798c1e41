import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { loadPreferredEngine } from './preferred-engine.ts';
import { updateSettings } from './settings.ts';

afterEach(() => vi.unstubAllEnvs());

it('loads the engine that the settings name', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'lacuna-engine-'));
  vi.stubEnv('LACUNA_HOME', home);
  await updateSettings(home, { engine: 'cpu' });
  expect((await loadPreferredEngine()).name).toBe('cpu');
});
