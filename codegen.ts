import { printSubgraphSchema } from '@apollo/subgraph';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { lexicographicSortSchema } from 'graphql';
import { subgraphSchema } from './src/graph/schema.ts';
import { schemaText } from './src/graph/schema-text.ts';
import { KEYSET_VERSION, VERSION } from './src/paging/cursor.ts';
import { ERROR_CODES } from './src/telemetry/report/error-codes.ts';

/** What callers rely on beside the graph itself; `npm run schema:check` compares it with what was promised before. */
const promise = { cursorVersions: [VERSION, KEYSET_VERSION], errorCodes: [...ERROR_CODES].sort() };

const config: CodegenConfig = {
  schema: schemaText(),
  generates: {
    'schema/schema.graphql': { plugins: [{ add: { content: schemaText() } }] },
    'schema/subgraph.graphql': {
      plugins: [{ add: { content: printSubgraphSchema(lexicographicSortSchema(subgraphSchema())) } }],
    },
    'schema/promise.json': { plugins: [{ add: { content: JSON.stringify(promise, null, 2) } }] },
    'test/generated/operations.ts': {
      documents: 'test/operations/**/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { useTypeImports: true, enumType: 'string-literal', scalars: { DateTime: 'string', SafeInt: 'number' } },
    },
    'test/generated/throwing-operations.ts': {
      documents: 'test/operations/capture-tasks.graphql',
      plugins: ['typescript-operations'],
      config: { useTypeImports: true, enumType: 'string-literal', nullability: { errorHandlingClient: true } },
    },
  },
};

export default config;
