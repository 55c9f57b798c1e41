import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Fences between folders. Each entry says what a folder may not import, and why;
 * `scripts/fences.test.ts` breaks every one of them on purpose.
 */
const forbid = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const NO_ELECTRON = { regex: '^electron$', message: 'only main/electron/ may import electron' };
const NO_DATABASE = {
  regex: '^(better-sqlite3|@duckdb/node-api)$',
  message: 'databases are reached through main/records/ only',
};
const NO_RENDERER = { regex: '/renderer/', message: 'the host never imports the window' };
const ONLY_TYPES_OF_API = {
  regex: '/main/(?!api/)',
  message: 'the window may take types from main/api only',
};
const API_VALUES = {
  regex: '/main/api/',
  allowTypeImports: true,
  message: 'the window takes only types from main/api',
};
const MODELS_FENCE = {
  regex: '^(?!\\.{1,2}/|@tensorflow/tfjs-core|@noble/hashes|zod)',
  message: 'models/ imports only TensorFlow.js, zod, @noble/hashes and itself',
};
const MODELS_UP = { regex: '/(main|renderer|e2e|bench)/', message: 'models/ stands alone' };
const NO_NODE = { regex: '^node:', message: 'the window has no Node' };

export default tseslint.config(
  {
    ignores: ['node_modules', '.cache', 'dist', 'release', '**/*.cjs', '**/*.d.cts', 'test-results'],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['models/**/*.ts'],
    ignores: ['**/*.test.ts', 'models/testing/**'],
    rules: forbid([MODELS_FENCE, MODELS_UP]),
  },
  {
    files: ['main/**/*.ts'],
    ignores: ['main/electron/**', 'main/records/**', '**/*.test.ts'],
    rules: forbid([NO_ELECTRON, NO_RENDERER, NO_DATABASE]),
  },
  { files: ['main/records/**/*.ts'], ignores: ['**/*.test.ts'], rules: forbid([NO_ELECTRON, NO_RENDERER]) },
  { files: ['main/electron/**/*.ts'], ignores: ['**/*.test.ts'], rules: forbid([NO_RENDERER, NO_DATABASE]) },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    // renderer/testing/ is a host with invented data to develop and test against; it is never bundled.
    ignores: ['**/*.test.{ts,tsx}', 'renderer/vite.config.ts', 'renderer/testing/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...forbid([NO_ELECTRON, NO_DATABASE, NO_NODE, ONLY_TYPES_OF_API, API_VALUES]),
      // A component's markup reads top to bottom; its logic is held short by the other rules.
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['main/cli/**/*.ts', 'main/cli.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts', '{main,models,renderer}/testing/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
