import { MODALITIES } from '../../models/modalities/modality.ts';
import type { GateReport } from './measure-gates.ts';
import type { Comparison } from './regret.ts';

/** A report as lines for people. */
export function reportLines(report: GateReport): string[] {
  return [
    ...rateLines(report),
    '',
    ...patternLines(report),
    '',
    ...contributionLines(report),
    '',
    ...standInLines(report),
    '',
    ...calibrationLines(report),
    '',
    ...report.gates.map(({ name, passed, measured }) => `${passed ? 'pass' : 'FAIL'}  ${name}: ${measured}`),
  ];
}

function rateLines({ byRate, blindBayes }: GateReport): string[] {
  const blind = blindBayes === null ? '' : `; ${blindBayes.toFixed(4)} for one blind to what is recorded`;
  return [
    `AUROC, and regret with its standard error, by rate of modalities masked (Bayes as recorded${blind})`,
    ...comparisonLines(byRate.map((row) => ({ label: row.rate.toFixed(1), row }))),
  ];
}

function patternLines({ byPattern }: GateReport): string[] {
  return [
    'the same by pattern, on the encounters that have it',
    ...comparisonLines(byPattern.map((row) => ({ label: row.pattern, row }))),
  ];
}

function comparisonLines(rows: readonly { readonly label: string; readonly row: Comparison }[]): string[] {
  const names = Object.keys(rows[0]?.row.methods ?? {});
  const width = Math.max(...rows.map(({ label }) => label.length));
  return [
    `${''.padEnd(width)}      n  Bayes${names.map((name) => name.padStart(22)).join('')}`,
    ...rows.map(({ label, row }) => {
      const cells = names.map((name) => {
        const own = row.methods[name];
        return own === undefined
          ? ''.padStart(22)
          : `${own.auroc.toFixed(3)}  ${own.regret.toFixed(3)} (${own.standardError.toFixed(3)})`.padStart(
              22,
            );
      });
      return `${label.padEnd(width)} ${String(row.n).padStart(6)}   ${row.bayes.toFixed(3)}${cells.join('')}`;
    }),
  ];
}

function contributionLines({ contributions }: GateReport): string[] {
  return [
    'mean absolute contribution, logits: model, truth',
    ...MODALITIES.map(
      (modality) =>
        `${modality.padEnd(13)} ${contributions.model[modality].toFixed(3)}  ${contributions.truth[modality].toFixed(3)}`,
    ),
  ];
}

function standInLines({ standIns }: GateReport): string[] {
  return [
    'stand-ins, over all masks',
    ...standIns.map(({ modality, by, n }) => `${modality.padEnd(13)} < ${by.padEnd(13)} ${n}`),
  ];
}

function calibrationLines({ calibration }: GateReport): string[] {
  return Object.entries(calibration).map(
    ([name, { n, predicted, observed }]) =>
      `${name}: mean risk predicted ${predicted.toFixed(4)}, observed ${observed.toFixed(4)}, of ${n}`,
  );
}
