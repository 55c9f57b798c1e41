import { Command } from 'commander';
import type { Audit } from '../api/services.ts';
import { auditModel } from '../audit/audit-model.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { withReader } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { SMALLEST_CELL } from '../records/missingness/small-cells.ts';
import { pathName, wholeNumber } from './parse.ts';
import { rejectedLines } from './rejected-lines.ts';
import { runCommand } from './run-command.ts';

interface AuditFlags extends DatabaseFlag {
  readonly model: string;
  readonly smallestCell: number;
}

export function auditCommand(): Command {
  const command = new Command('audit')
    .description('how much a model relies on each modality, on the test split')
    .requiredOption('--model <bundle>', 'bundle folder or .lacuna file', pathName)
    .option(
      '--smallest-cell <n>',
      'counts of fewer people are not shown of subgroups',
      wholeNumber(1),
      SMALLEST_CELL,
    );
  return withDatabase(command).action((flags: AuditFlags) =>
    runCommand(flags, async ({ terminal, signal }) => {
      const audit = await withReader(flags.database, (db) =>
        withLoadedModel(flags.model, (model) =>
          auditModel(db, model, {
            smallestCell: flags.smallestCell,
            signal,
            onProgress: (line) => terminal.progress(line),
          }),
        ),
      );
      terminal.result(audit, () => auditLines(audit));
    }),
  );
}

function withheldLines({ withheld }: Audit): string[] {
  if (withheld === null || withheld.auroc === null || withheld.lost === null) return [];
  const { auroc, lost } = withheld;
  return [
    `without coded diagnoses, coded procedures and the discharge summary: AUROC ${auroc.toFixed(3)}, ${lost.toFixed(3)} lost`,
  ];
}

/** Groups that can be assessed, those that the model serves worst first. */
function subgroupLines({ subgroups }: Audit): string[] {
  const assessed = (subgroups?.groups ?? []).flatMap((group) =>
    group.auroc === null || group.interval === null
      ? []
      : [{ ...group, auroc: group.auroc, interval: group.interval }],
  );
  if (assessed.length === 0) return [];
  return [
    'subgroup                            n     AUROC',
    ...assessed
      .sort((a, b) => a.auroc - b.auroc)
      .map(
        ({ variable, group, n, auroc, interval: [low, high] }) =>
          `${`${variable}: ${group}`.padEnd(30)}${String(n).padStart(7)}${auroc.toFixed(3).padStart(10)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
      ),
  ];
}

function auditLines(audit: Audit): string[] {
  const cell = (value: number | null): string => (value === null ? '-' : value.toFixed(3)).padStart(10);
  return [
    `${audit.n} test encounters, ${audit.positives} positive, AUROC ${audit.auroc?.toFixed(3) ?? 'not assessed'}`,
    'modality         |contr.|    signed      lost     alone',
    ...Object.entries(audit.modalities).map(
      ([modality, reliance]) =>
        `${modality.padEnd(14)}${cell(reliance.meanAbsolute)}${cell(reliance.meanSigned)}${cell(reliance.ablation)}${cell(reliance.alone)}` +
        (reliance.dead ? '  dead' : ''),
    ),
    ...withheldLines(audit),
    ...subgroupLines(audit),
    ...rejectedLines(audit.rejected),
    ...audit.undefined.map(({ metric, reason }) => `not assessed: ${metric}: ${reason}`),
    ...audit.warnings.map((warning) => `warning: ${warning}`),
  ];
}
