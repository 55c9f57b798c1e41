import { spawn } from 'node:child_process';
import path from 'node:path';
import { createServer } from 'vite';

/** `npm run dev`: the window with invented data, reloading as its sources change. */
const ROOT = path.resolve(import.meta.dirname, '..');
const configFile = path.join(ROOT, 'renderer', 'vite.config.ts');

const host = spawn(process.execPath, [path.join(ROOT, 'renderer', 'testing', 'stub-host.ts')], {
  stdio: 'inherit',
});
const server = await createServer({ configFile, root: path.dirname(configFile) });
await server.listen();
server.printUrls();
process.on('SIGINT', () => {
  host.kill();
  void server.close();
});
