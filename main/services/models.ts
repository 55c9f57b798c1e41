import type { Services } from '../api/services.ts';
import type { HostParts } from './host-parts.ts';

export function modelServices({
  reader,
  scoring,
  comparing,
  writer,
  current,
  log,
}: HostParts): Services['models'] {
  const inCurrent = <T>(input: T): { database: string; input: T } => ({ database: current.require(), input });
  return {
    list: () => reader.call('models', inCurrent(null)),
    get: (input) => reader.call('model', inCurrent(input)),
    card: (input) => reader.call('modelCard', inCurrent(input)),
    setState: async ({ model, state }) => {
      await writer.call('setModelState', { database: current.require(), model, state });
      log.note({ action: `model.${state}`, model });
      return reader.call('model', inCurrent({ model }));
    },
    export: async ({ model, path }) => {
      log.note({ action: 'model.export', model });
      return reader.call('exportModel', inCurrent({ model, path }));
    },
    inspect: ({ path }) => reader.call('inspectBundle', { path }),
    import: ({ path }) => writer.call('importModel', { database: current.require(), path }),
    delete: async ({ model }) => {
      await Promise.all([scoring, comparing].map((thread) => thread.call('release', null)));
      return writer.call('deleteModel', { database: current.require(), model });
    },
  };
}
