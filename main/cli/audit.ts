import { Command } from 'commander';
import type { Audit } from '../api/services.ts';
import { auditModel } from '../audit/audit-model.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { withReader } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { runCommand } from './run-command.ts';

interface AuditFlags extends DatabaseFlag {
  readonly model: string;
}

export function auditCommand(): Command {
  const command = new Command('audit')
    .description('how much a model relies on each modality, on the test split')
    .requiredOption('--model <bundle>', 'bundle folder or .lacuna file', pathName);
  return withDatabase(command).action((flags: AuditFlags) =>
    runCommand(flags, async ({ terminal, signal }) => {
      const audit = await withReader(flags.database, (db) =>
        withLoadedModel(flags.model, (model) =>
          auditModel(db, model, { signal, onProgress: (line) => terminal.progress(line) }),
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
    ...audit.undefined.map(({ metric, reason }) => `not assessed: ${metric}: ${reason}`),
    ...audit.warnings.map((warning) => `warning: ${warning}`),
  ];
}
