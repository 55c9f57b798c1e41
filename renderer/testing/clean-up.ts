import { afterEach } from 'vitest';

// Runs before each file of tests, also where files share their modules: nothing that one has shown is left for the next.
if ('document' in globalThis) {
  const { cleanup } = await import('@testing-library/react');
  afterEach(cleanup);
}
