import { closingLine } from './gates/closing-line.ts';
import { endToEndGate } from './gates/end-to-end-gate.ts';
import type { Gate, GateResult } from './gates/gate.ts';
import { buildGate, formatGate, lintGate, typesGate } from './gates/program-gates.ts';
import { setupGate } from './gates/setup-gate.ts';
import { integrationGate, unitGate } from './gates/vitest-gate.ts';

/**
 * `npm test`: every gate, whatever the ones before came to, and one closing line. Once there is something to test, two
 * lanes run side by side, the gates of each in turn: journeys wait for a window half of the time, and leave a core to
 * the others.
 */
const FIRST: readonly Gate[] = [setupGate, buildGate];
const LANES: readonly (readonly Gate[])[] = [
  [endToEndGate],
  [formatGate, typesGate, lintGate, unitGate, integrationGate],
];

async function runGate(gate: Gate): Promise<GateResult> {
  const started = performance.now();
  const result = await gate.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${result.failed === 0 ? 'ok    ' : 'FAILED'} ${gate.name} (${closingLine([result])}, ${seconds} s)`,
  );
  if (result.failed > 0) console.log(`${result.output.trimEnd()}\n`);
  return result;
}

async function runInTurn(gates: readonly Gate[]): Promise<GateResult[]> {
  const results: GateResult[] = [];
  for (const gate of gates) results.push(await runGate(gate));
  return results;
}

const first = await runInTurn(FIRST);
const lanes = await Promise.all(LANES.map(runInTurn));
const results = [...first, ...lanes.flat()];

const skipped = results.flatMap((result) => result.skipped);
if (skipped.length > 0) console.log('\nskipped:');
for (const { name, reason } of skipped) console.log(`  ${name}: ${reason}`);
console.log(closingLine(results));
process.exitCode = results.some((result) => result.failed > 0) ? 1 : 0;
