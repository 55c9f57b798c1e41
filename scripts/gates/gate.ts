/** A test or gate that did not run, and why. */
export interface Skip {
  readonly name: string;
  readonly reason: string;
}

/** What a gate came to. A gate that is one check counts as one test. */
export interface GateResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skip[];
  /** What to read when something failed. */
  readonly output: string;
}

/** One step of `npm test`. */
export interface Gate {
  readonly name: string;
  run(): Promise<GateResult>;
}

/** The result of a gate that is a single check. */
export function singleResult(ok: boolean, output: string): GateResult {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], output };
}
