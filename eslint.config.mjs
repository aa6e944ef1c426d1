import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { DRIVER_OWNERS, MAY_DEPEND_ON } from './tools/boundaries.mjs';

const owners = [...new Set(Object.values(DRIVER_OWNERS).flat())];
const ban = (folder) => ({
  patterns: Object.entries(DRIVER_OWNERS)
    .filter(([, folders]) => !folders.includes(folder))
    .map(([name, folders]) => ({ group: [name], message: `only ${folders.join(', ')} may import ${name}` })),
});
const depConstraints = Object.entries(MAY_DEPEND_ON).map(([sourceTag, onlyDependOnLibsWithTags]) => ({
  sourceTag,
  onlyDependOnLibsWithTags,
}));

export default [
  {
    ignores: ['**/node_modules', '**/dist', '**/var', '**/.cache', '**/*.mjs', 'vitest.config.ts', '**/vite.config.ts'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints }],
      'no-restricted-imports': ['error', ban('')],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'named exports only' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  ...owners.map((folder) => ({
    files: [`${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', ban(folder)] },
  })),
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx', 'libs/testing/**', 'tests/**'],
    rules: { 'max-lines-per-function': 'off', '@nx/enforce-module-boundaries': 'off', 'no-restricted-imports': 'off' },
  },
];
