/**
 * Fences between folders: what each may not import, statically or by `import()`, and where SQL may stand. Each entry
 * says why; `scripts/fences.test.ts` breaks every one of them on purpose.
 */
const NO_ELECTRON = { regex: '^electron(/|$)', message: 'only main/electron/ may import electron' };
const NO_DATABASE = {
  regex: '^(better-sqlite3|@duckdb/node-api|pg|pg-copy-streams)(/|$)',
  message: 'databases are reached through main/records/ only',
};
const NO_RENDERER = { regex: '/renderer/', message: 'the host never imports the window' };
const NO_HOST = { regex: '/main/(?!api/)', message: 'the window may take types from main/api only' };
const onlyTypes = (regex) => ({
  regex,
  allowTypeImports: true,
  message: 'the window takes only types from main/api and models',
});
/** From a folder of the window; one level up lies another folder of the window, which may be named models. */
const ONLY_TYPES = onlyTypes('^(\\.\\./){2,}(main/api|models)/');
/** From a file directly in renderer/. */
const ONLY_TYPES_AT_ROOT = onlyTypes('^\\.\\./(main/api|models)/');
const NO_NODE = { regex: '^node:', message: 'the window has no Node' };
const ONLY_LIBRARIES_OF_MODELS = {
  regex: '^(?!\\.{1,2}/|(@tensorflow/tfjs-core|@noble/hashes|zod)(/|$))',
  message: 'models/ imports only TensorFlow.js, zod, @noble/hashes and itself',
};
const MODELS_ALONE = { regex: '/(main|renderer|e2e|bench|scripts)/', message: 'models/ stands alone' };

const SQL_START =
  /^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TEMP|TABLE|UNIQUE|INDEX|VIEW|TRIGGER)\s|PRAGMA\s|WITH\s+\w+\s+AS\s|ALTER\s+TABLE\s|DROP\s|ATTACH\s|VACUUM\b)/;
const NO_SQL = [`Literal[value=${SQL_START}]`, `TemplateElement[value.raw=${SQL_START}]`].map((selector) => ({
  selector,
  message: 'SQL lives only in main/records/ and migrations/',
}));

const dynamically = ({ regex, message }) => ({
  selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\/')}/]`,
  message,
});

/** Rules that hold the forbidden imports out, and SQL unless it is allowed. */
const fence = (forbidden, sql = NO_SQL) => ({
  'no-restricted-imports': ['error', { patterns: forbidden }],
  'no-restricted-syntax': ['error', ...forbidden.map(dynamically), ...sql],
});

const TESTS = '**/*.test.{ts,tsx}';

/** The window's own fence; its entry in the configuration has further rules. */
export const WINDOW = {
  files: ['renderer/**/*.{ts,tsx}'],
  // renderer/testing/ is a host with invented data to develop and test against; it is never bundled.
  ignores: [TESTS, 'renderer/vite.config.ts', 'renderer/testing/**'],
};

export default [
  {
    files: ['models/**/*.ts'],
    ignores: [TESTS, 'models/testing/**'],
    rules: fence([ONLY_LIBRARIES_OF_MODELS, MODELS_ALONE]),
  },
  {
    files: ['main/**/*.ts'],
    ignores: [TESTS, 'main/testing/**', 'main/electron/**', 'main/records/**'],
    rules: fence([NO_ELECTRON, NO_RENDERER, NO_DATABASE]),
  },
  { files: ['main/records/**/*.ts'], ignores: [TESTS], rules: fence([NO_ELECTRON, NO_RENDERER], []) },
  { files: ['main/electron/**/*.ts'], ignores: [TESTS], rules: fence([NO_RENDERER, NO_DATABASE]) },
  { ...WINDOW, rules: fence([NO_ELECTRON, NO_DATABASE, NO_NODE, NO_HOST, ONLY_TYPES]) },
  {
    ...WINDOW,
    files: ['renderer/*.{ts,tsx}'],
    rules: fence([NO_ELECTRON, NO_DATABASE, NO_NODE, NO_HOST, ONLY_TYPES_AT_ROOT]),
  },
  {
    files: ['{bench,e2e,scripts}/**/*.ts'],
    ignores: [TESTS],
    rules: fence([NO_ELECTRON, NO_DATABASE]),
  },
];
