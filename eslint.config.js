import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import fences, { WINDOW } from './scripts/fences.js';

/**
 * The fences between folders and the rules of React. What else is asked of the code stands in `.oxlintrc.json`: oxlint
 * asks the native compiler, which takes a sixth of the time that typescript-eslint takes for the same rules.
 */
export default tseslint.config(
  {
    ignores: ['node_modules', '.cache', 'dist', 'release', '**/*.cjs', '**/*.d.cts', 'test-results'],
  },
  tseslint.configs.base,
  ...fences,
  {
    ...WINDOW,
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
);
