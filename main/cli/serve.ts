import { Command } from 'commander';
import { requestLink } from '../host/control-file.ts';
import { runHost } from '../host/run-host.ts';
import { dataFolder } from '../system/data-folder.ts';
import { portNumber } from './parse.ts';
import { runCommand, type CommonFlags } from './run-command.ts';

interface ServeFlags extends CommonFlags {
  readonly port: number;
  readonly browser: boolean;
  readonly demo: boolean;
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the window to a browser on this computer')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', portNumber, 0)
    .option('--no-browser', 'do not open a browser')
    .option('--no-demo', 'do not prepare the synthetic demo when there is no data yet')
    .action((flags: ServeFlags) =>
      runCommand(flags, ({ terminal, signal }) =>
        runHost({
          home: dataFolder(),
          port: flags.port,
          openBrowser: flags.browser && flags.json !== true,
          prepareDemo: flags.demo,
          signal,
          onReady: ({ address, url }) =>
            terminal.result({ address, url }, () => [
              `Lacuna is at ${url}`,
              'Press Enter for a fresh link, Ctrl-C to stop.',
            ]),
          print: (line) => terminal.note(line),
          progress: (line) => terminal.progress(line),
        }),
      ),
    );
}

export function openCommand(): Command {
  return new Command('open')
    .description('print a fresh link to the running host')
    .action((flags: CommonFlags) =>
      runCommand(flags, async ({ terminal }) => {
        const url = await requestLink(dataFolder());
        terminal.result({ url }, () => [url]);
      }),
    );
}
