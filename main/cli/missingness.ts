import { Command } from 'commander';
import type { MissingnessReport } from '../api/services.ts';
import { missingnessReport } from '../records/missingness/missingness-report.ts';
import { withReader } from './database.ts';
import { withWrittenCohort, writtenCohort, type WrittenCohortWords } from './cohort-choice.ts';
import { withDatabase } from './options.ts';
import { rejectedLines } from './rejected-lines.ts';
import { runCommand } from './run-command.ts';

export function missingnessCommand(): Command {
  const command = new Command('missingness').description(
    'what is missing in a cohort, in whom, and how well the rest of the record tells',
  );
  return withWrittenCohort(withDatabase(command)).action((flags: WrittenCohortWords) =>
    runCommand(flags, async ({ terminal }) => {
      const spec = await writtenCohort(flags);
      const report = await withReader(flags.database, (db) => missingnessReport(db, spec));
      terminal.result(report, () => reportLines(report));
    }),
  );
}

type States = MissingnessReport['modalities'][number]['states'];

function reportLines(report: MissingnessReport): string[] {
  return [
    `${report.n} stays; counts below ${report.smallestCell}, and those that would give them away, are not shown`,
    '',
    `${''.padEnd(14)}${['present', 'none', 'absent'].map((word) => word.padStart(9)).join('')}   told by the rest of the record`,
    ...report.modalities.map(
      ({ modality, states, predictability }) =>
        `${modality.padEnd(14)}${stateCells(states)}   ${toldWords(predictability)}`,
    ),
    '',
    ...groupLines(report),
    '',
    ...report.patterns.map(
      ({ present, n }) => `${String(n).padStart(9)}  ${present.join(', ') || 'nothing'}`,
    ),
    ...(report.rarePatterns === 0
      ? []
      : [`${report.rarePatterns} combinations that are too rare to be shown`]),
    '',
    ...rejectedLines(report.rejected),
    report.caveat,
  ];
}

function cell(count: number | null): string {
  return (count === null ? '-' : String(count)).padStart(9);
}

function stateCells({ present, noneRecorded, unavailable }: States): string {
  return [present, noneRecorded, unavailable].map(cell).join('');
}

function toldWords({
  auroc,
  interval,
  reason,
  strongest,
}: MissingnessReport['modalities'][number]['predictability']): string {
  if (auroc === null) return reason ?? 'not assessed';
  const [low, high] = interval ?? [null, null];
  const range = low === null || high === null ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return `AUROC ${auroc.toFixed(2)}${range}, most by ${strongest.map(({ name }) => name).join('; ')}`;
}

/** Share of each group in which a modality is absent. */
function groupLines({ groups, modalities }: MissingnessReport): string[] {
  const missing = modalities.filter(({ states }) => states.unavailable !== 0).map(({ modality }) => modality);
  if (missing.length === 0) return ['no modality is absent in any stay'];
  const heading = `${'absent, of each group'.padEnd(34)}${'n'.padStart(9)}${missing.map((name) => name.padStart(14)).join('')}`;
  return [
    heading,
    ...groups.map(({ variable, group, n, states }) => {
      const shares = missing.map((modality) => share(states[modality]?.unavailable ?? null, n).padStart(14));
      return `${`${variable}: ${group}`.slice(0, 33).padEnd(34)}${cell(n)}${shares.join('')}`;
    }),
  ];
}

function share(count: number | null, n: number | null): string {
  return count === null || n === null || n === 0 ? '-' : `${((100 * count) / n).toFixed(1)} %`;
}
