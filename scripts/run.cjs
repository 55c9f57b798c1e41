'use strict';
/**
 * `npm run <name>` ends here, on whatever Node (18 or later) there is: it brings `node_modules` in line with the
 * lock file, prepares the native engine where the command computes, and hands over to the pinned Node 24.
 * Plain JavaScript without dependencies, because it runs before anything is installed.
 */
const { spawn, spawnSync } = require('node:child_process');
const path = require('node:path');
const { ensurePackages } = require('./packages.cjs');
const { pinnedNode } = require('./pinned-node.cjs');
const { isEngineSettled } = require('./engine-state.cjs');

const root = path.resolve(__dirname, '..');
const bin = (name, file) => path.join(root, 'node_modules', name, file);
const VITEST = bin('vitest', 'vitest.mjs');

/** What each command runs, and whether it computes. The user's arguments follow. */
const COMMANDS = {
  start: { run: ['scripts/start.ts'], engine: true },
  setup: { run: ['scripts/native/prepare.ts'] },
  test: { run: ['scripts/test.ts'], engine: true },
  'test:full': { run: ['scripts/test.ts'], engine: true, env: { LACUNA_TEST_COUNTS: 'full' } },
  lacuna: { run: ['main/cli.ts'], engine: true },
  dev: { run: ['scripts/dev.ts'], engine: true },
  build: { run: ['scripts/build.ts'] },
  typecheck: { run: [bin('typescript-7', 'bin/tsc'), '-b'] },
  lint: { run: [bin('oxlint', 'bin/oxlint'), '.'] },
  fences: { run: [bin('eslint', 'bin/eslint.js'), '.'] },
  format: { run: [bin('prettier', 'bin/prettier.cjs'), '--write', '.'] },
  'format:check': { run: [bin('prettier', 'bin/prettier.cjs'), '--check', '.'] },
  'test:unit': { run: [VITEST, 'run'], engine: true },
  'test:e2e': { run: ['scripts/e2e.ts'], engine: true },
  package: { run: ['scripts/package.ts'], engine: true },
};

function main([name, ...rest]) {
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`usage: node scripts/run.cjs <${Object.keys(COMMANDS).join('|')}>\n`);
    return 2;
  }
  if (!ensurePackages(root)) return 1;
  const node = pinnedNode(root);
  if (!node) return 1;
  const env = {
    // Node strips types and compiles what it loads, anew in every process unless it may keep the outcome.
    NODE_COMPILE_CACHE: path.join(root, '.cache', 'compile'),
    ...process.env,
    ...command.env,
    ...pathWith(path.dirname(node), bin('.bin', '')),
  };
  if (command.engine && !isEngineSettled(root)) {
    // Its outcome is a better or a slower engine, never a failure: see scripts/native/prepare.ts.
    spawnSync(node, ['scripts/native/prepare.ts'], { cwd: root, env, stdio: ['ignore', 2, 2] });
  }
  const [script, ...args] = command.run;
  return handOver(node, [path.resolve(root, script), ...args, ...rest], {
    cwd: name === 'lacuna' ? callersFolder() : root,
    env,
  });
}

/** The search path with our folders first; Windows spells its name `Path`. */
function pathWith(...folders) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { [name]: [...folders, process.env[name]].join(path.delimiter) };
}

/** npm runs scripts in the project's folder; paths that the user types are relative to where npm was called. */
function callersFolder() {
  const { npm_lifecycle_event: event, INIT_CWD: folder } = process.env;
  return event === 'lacuna' && folder ? folder : process.cwd();
}

/** Runs the command with our streams, passes signals on, and ends as it ends. */
function handOver(node, args, options) {
  const child = spawn(node, args, { ...options, stdio: 'inherit' });
  // A terminal sends Ctrl-C to both: the child decides what it means.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

const code = main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
