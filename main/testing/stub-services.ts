import type { Services } from '../api/services.ts';

type Overrides = { readonly [Topic in keyof Services]?: Partial<Services[Topic]> };

/** Use cases for tests: those given work, any other fails loudly by name. */
export function stubServices(overrides: Overrides = {}): Services {
  const topic = (name: string): object =>
    new Proxy((overrides as Record<string, object | undefined>)[name] ?? {}, {
      get: (target, verb) =>
        (target as Record<string | symbol, unknown>)[verb] ??
        (() => Promise.reject(new Error(`no stub for ${name}.${String(verb)}`))),
    });
  return new Proxy({} as Services, { get: (_target, name) => topic(String(name)) });
}
