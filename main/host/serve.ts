import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler } from '../api/handler.ts';
import { LacunaError } from '../errors.ts';
import { removeControl, writeControl } from './control-file.ts';
import { sendResponse, toRequest } from './node-bridge.ts';
import { createFrontDoor } from './front-door.ts';
import { newSecret } from './secret.ts';
import { Sessions } from './sessions.ts';
import { worded } from '../../models/wording.ts';

export interface ServeOptions {
  /** From `createHandler`. */
  readonly handler: Handler;
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Where `lacuna open` finds this host. */
  readonly dataFolder: string;
  /** Told of failures that have no name, for the log. */
  readonly onUnexpected?: (error: unknown) => void;
}

/** A running host. */
export interface Host {
  /** `http://127.0.0.1:<port>`; opens nothing without a link. */
  readonly address: string;
  /** A first link, to print or to open. */
  readonly url: string;
  /** A fresh link that signs one browser in, once, within ten minutes. */
  freshLink(): string;
  /** Ends open streams and connections and frees the port. Jobs are not its business. */
  close(): Promise<void>;
}

const RECEIVE_TIMEOUT_MS = 30_000;
const MAX_HEADER_BYTES = 32 * 1024;

/**
 * Serves the application on the loopback interface to browsers of this user.
 * @throws {LacunaError} `port_taken`
 */
export async function serve(options: ServeOptions): Promise<Host> {
  const sessions = new Sessions();
  const secret = newSecret();
  const server = createServer({
    requestTimeout: RECEIVE_TIMEOUT_MS,
    headersTimeout: RECEIVE_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
  });
  const port = await listen(server, options.port);
  const address = `http://127.0.0.1:${port}`;
  const freshLink = (): string => `${address}/open?token=${sessions.issueToken()}`;
  const door = createFrontDoor({ handler: options.handler, port, sessions, secret, freshLink });
  server.on('request', (incoming, outgoing) => {
    void answer(door, incoming, outgoing).catch((error: unknown) => {
      options.onUnexpected?.(error);
      // Half an answer cannot be taken back; a client that sees the connection break knows that it is not whole.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { connection: 'close' }).end();
    });
  });
  const control = { pid: process.pid, port, secret };
  await writeControl(options.dataFolder, control);
  const close = async (): Promise<void> => {
    await removeControl(options.dataFolder, control);
    await stop(server);
  };
  return { address, url: freshLink(), freshLink, close };
}

type FrontDoor = ReturnType<typeof createFrontDoor>;

async function answer(door: FrontDoor, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await door(incoming, () => toRequest(incoming, outgoing));
  await sendResponse(response, incoming, outgoing);
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host: '127.0.0.1', port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw namedListenError(error as NodeJS.ErrnoException, port);
  }
  return (server.address() as AddressInfo).port;
}

function namedListenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  return new LacunaError('port_taken', worded`port ${port} cannot be used on 127.0.0.1`, {
    hint: 'choose another with --port, or leave it out to take a free one',
    cause: error,
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
