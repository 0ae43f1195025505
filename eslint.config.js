import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The house of DESIGN: a room may import only the rooms below it. `allowed` is relative to `src/`. */
const rooms = [
  {
    room: 'network',
    allowed: [],
    why: 'network/ says what a network is and stands on the ground floor: it imports no other room.',
  },
  {
    room: 'formats',
    allowed: ['network'],
    why: 'formats/ turns a network into bytes and back, and needs nothing but network/.',
  },
  {
    room: 'storage',
    allowed: ['network', 'formats'],
    why: 'storage/ keeps what formats/ and network/ describe; it knows nothing of engine, state or interface.',
  },
  {
    room: 'engine',
    allowed: ['network', 'formats', 'storage'],
    why: 'engine/ computes in a worker, where there is no state and no interface: it answers through protocol.ts.',
  },
  {
    room: 'state',
    allowed: [
      'network',
      'formats',
      'storage',
      'engine/client.ts',
      'engine/protocol.ts',
      'engine/protocol',
      'engine/failure.ts',
    ],
    why: 'state/ talks to the engine through engine/client.ts alone: anything else of engine/ would load TensorFlow.js into the page.',
  },
  {
    room: 'ui',
    allowed: ['state', 'network', 'engine/protocol.ts', 'engine/protocol'],
    why: 'ui/ shows what state/ holds: it calls no engine, no storage and no format itself.',
  },
];

/** What the page imports of the engine; it must not pull the rest of the engine in behind it. */
const pageSide = ['client.ts', 'protocol.ts', 'protocol', 'failure.ts'];

const zones = [
  ...rooms.map(({ room, allowed, why }) => ({
    target: `./src/${room}`,
    from: './src',
    except: [room, ...allowed].map((path) => `./${path}`),
    message: why,
  })),
  {
    target: pageSide.map((file) => `./src/engine/${file}`),
    from: './src/engine',
    except: pageSide.map((file) => `./${file}`),
    message: 'The page loads this file, so it must not import what runs in the worker.',
  },
  {
    target: './src/main.tsx',
    from: './src/engine',
    message: 'The page starts with ui/ and state/; state/ starts the engine.',
  },
];

const libraries = {
  react: { group: ['react', 'react/*', 'react-dom', 'react-dom/*'], message: 'React belongs to ui/.' },
  tfjs: {
    group: ['@tensorflow/*', 'h5wasm', 'h5wasm/*', 'umap-js'],
    message: 'Tensors belong to engine/, which runs in its worker.',
  },
};

export default defineConfig(
  globalIgnores(['dist', '.cache', 'test-results', 'playwright-report']),
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tsconfig.worker.json', 'tsconfig.pure.json', 'tsconfig.tools.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    // The rules hold without exception: a comment cannot switch one off.
    linterOptions: { noInlineConfig: true },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.tools.json' })],
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 350, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: 'Name what is exported: `export *` hides where a thing comes from.',
        },
      ],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Stores and engines are plain objects whose functions are handed on; few of them know a `this`.
      '@typescript-eslint/unbound-method': 'off',
      // tfjs hands out its backends, variables and enums under wider types than they have.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Numbers and booleans read well in a template, and an event handler may be `async` or end in a call.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    files: ['src/{network,formats,storage}/**'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [libraries.react, libraries.tfjs] }] },
  },
  {
    files: ['src/engine/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [libraries.react] }],
      // A field may change while a function awaits, which the rule does not see.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    files: ['src/{ui,state}/**', 'src/main.tsx'],
    extends: [reactHooks.configs.flat.recommended],
    rules: { 'no-restricted-imports': ['error', { patterns: [libraries.tfjs] }] },
  },
  {
    files: ['*.config.{ts,js}'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    // Programs of the command line speak through the console.
    files: ['scripts/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // JavaScript has no types to go by where it reads JSON.
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
