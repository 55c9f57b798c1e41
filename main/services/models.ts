import type { Services } from '../api/services.ts';
import type { HostParts } from './host-parts.ts';

export function modelServices({ reader, scoring, writer, current, log }: HostParts): Services['models'] {
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
    import: async ({ path }) => {
      const summary = await writer.call('importModel', { database: current.require(), path });
      log.note({ action: 'model.import', model: summary.id });
      return summary;
    },
    delete: async ({ model }) => {
      await scoring.call('release', null);
      const outcome = await writer.call('deleteModel', { database: current.require(), model });
      log.note({ action: 'model.delete', model });
      return outcome;
    },
  };
}
