import { Command } from 'commander';
import { LacunaError } from '../errors.ts';
import { readSettings, updateSettings } from '../settings/settings.ts';
import { dataFolder } from '../system/data-folder.ts';
import { runCommand, type CommonFlags } from './run-command.ts';

export function settingsCommand(): Command {
  const get = new Command('get').description('the settings of this computer').action((flags: CommonFlags) =>
    runCommand(flags, async ({ terminal }) => {
      const settings = await readSettings(dataFolder());
      terminal.result(settings, () => [JSON.stringify(settings, null, 2)]);
    }),
  );
  const set = new Command('set')
    .description('change one setting')
    .argument('<name>', 'name of the setting')
    .argument('<value>', 'new value, JSON or a word')
    .action((name: string, value: string, flags: CommonFlags) =>
      runCommand(flags, async ({ terminal }) => {
        const settings = await updateSettings(dataFolder(), { [name]: parseValue(value) });
        terminal.result(settings, () => [JSON.stringify(settings, null, 2)]);
      }),
    );
  return new Command('settings').description('read and change settings').addCommand(get).addCommand(set);
}

function parseValue(text: string): unknown {
  if (!/^[[{"\d-]|^(true|false|null)$/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LacunaError('usage', 'the value is not JSON', {
      hint: 'a list or an object is written as JSON, between single quotes in a shell',
      cause,
    });
  }
}
