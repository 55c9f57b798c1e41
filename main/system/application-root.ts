import path from 'node:path';

/** The folder that holds `package.json`; the bundles of `dist/` lie as deep below it as this file. */
export const applicationRoot = path.resolve(import.meta.dirname, '../..');
