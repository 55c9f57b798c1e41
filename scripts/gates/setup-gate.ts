import { readEngineState } from '../engine-state.cjs';
import { type Gate, singleResult } from './gate.ts';
import { ROOT } from './run-program.ts';

/** Set-up has been done by the launcher; this says what it came to. The slower engine is allowed, no engine is not. */
export const setupGate: Gate = {
  name: 'set-up',
  run() {
    const state = readEngineState(ROOT);
    if (!state) return Promise.resolve(singleResult(false, 'the engine was not prepared; run npm run setup'));
    const node = Number.parseInt(process.versions.node, 10);
    if (node < 24)
      return Promise.resolve(singleResult(false, `expected Node 24 or later, got ${process.version}`));
    const result = singleResult(true, '');
    if (state.engine === 'tensorflow') return Promise.resolve(result);
    const skip = { name: 'tests of the native engine', reason: state.reasons.join('; ') };
    return Promise.resolve({ ...result, skipped: [skip] });
  },
};
