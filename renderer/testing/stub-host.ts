import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { createHandler } from '../../main/api/handler.ts';
import { sendResponse, toRequest } from '../../main/host/node-bridge.ts';
import { stubLock } from './stub-lock.ts';
import { type Scenario, stubServices } from './stub-services.ts';

/**
 * The window with invented data: `node renderer/testing/stub-host.ts --scenario demo --port 4310`.
 * Serves the built window with the real handler and its content security policy, and no sign-in.
 */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '4310' }, scenario: { type: 'string', default: 'demo' } },
});
const handler = createHandler({
  services: stubServices(values.scenario as Scenario),
  lock: stubLock(),
  assets: new URL('../../dist/renderer', import.meta.url).pathname,
  onUnexpected: (error) => process.stderr.write(`${String(error)}\n`),
});
const server = createServer((incoming, outgoing) => {
  void handler(toRequest(incoming, outgoing)).then((response) => sendResponse(response, incoming, outgoing));
});
server.listen(Number(values.port), '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : values.port;
  process.stdout.write(`stub host: http://127.0.0.1:${port}\n`);
});
