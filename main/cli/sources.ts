import { Command } from 'commander';
import {
  describeServer,
  describeSources,
  type SourceDescription,
} from '../records/importers/describe-sources.ts';
import { runCommand, type CommonFlags } from './run-command.ts';

export function sourcesCommand(): Command {
  return new Command('sources')
    .description('what can be imported: files, modalities and tasks of each kind of source')
    .action((flags: CommonFlags) =>
      runCommand(flags, ({ terminal }) => {
        const sources = [...describeSources(), describeServer()];
        terminal.result({ sources }, () => sources.flatMap(sourceLines));
        return Promise.resolve();
      }),
    );
}

function sourceLines(described: SourceDescription<string>): string[] {
  const { source, title, setting, files, byMapping, modalities, tasks } = described;
  return [
    `${source}: ${title}`,
    ...(setting === null ? [] : [`  required       lacuna settings set ${setting} true`]),
    ...(byMapping
      ? ['  required       a mapping: lacuna mapping <folder> --output mapping.yaml proposes one']
      : []),
    ...files.filter(({ required }) => required).map(({ file }) => `  required       ${file}`),
    ...files
      .filter(({ required, without }) => !required && without !== null)
      .map(({ file, without }) => `  optional       ${file.padEnd(24)} without it: ${without}`),
    ...(byMapping ? [] : modalities).map(
      ({ modality, needs, files: of }) =>
        `  ${modality.padEnd(14)} ${of.length > 1 && needs === 'any' ? 'any of ' : ''}${of.join(', ')}`,
    ),
    ...tasks.map(({ task, unanswered }) => `  ${task.padEnd(20)} ${unanswered ?? 'can be answered'}`),
    '',
  ];
}
