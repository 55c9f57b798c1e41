import { closingLine } from './gates/closing-line.ts';
import { endToEndGate } from './gates/end-to-end-gate.ts';
import type { Gate, GateResult } from './gates/gate.ts';
import { buildGate, fencesGate, formatGate, lintGate, typesGate } from './gates/program-gates.ts';
import { setupGate } from './gates/setup-gate.ts';
import { integrationGate, unitGate } from './gates/vitest-gate.ts';

/**
 * `npm test`: every gate, whatever the ones before came to, and one closing line. Once there is something to test, two
 * go on side by side, each taking the next gate when it is through with one: first those that take longest and wait for
 * windows and processes now and then, then what never waits, so that both cores are in use to the end.
 */
const FIRST: readonly Gate[] = [setupGate, buildGate];
const NEXT: readonly Gate[] = [
  endToEndGate,
  integrationGate,
  unitGate,
  fencesGate,
  lintGate,
  typesGate,
  formatGate,
];
const SIDE_BY_SIDE = 2;

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

/** Runs what is left of a list from its front; whoever shares the list takes the others. */
async function runFrom(gates: Gate[]): Promise<GateResult[]> {
  const results: GateResult[] = [];
  for (let gate = gates.shift(); gate !== undefined; gate = gates.shift()) results.push(await runGate(gate));
  return results;
}

const first = await runFrom([...FIRST]);
const left = [...NEXT];
const next = await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => runFrom(left)));
const results = [...first, ...next.flat()];

const skipped = results.flatMap((result) => result.skipped);
if (skipped.length > 0) console.log('\nskipped:');
for (const { name, reason } of skipped) console.log(`  ${name}: ${reason}`);
console.log(closingLine(results));
process.exitCode = results.some((result) => result.failed > 0) ? 1 : 0;
