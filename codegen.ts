import type { CodegenConfig } from '@graphql-codegen/cli';
import { schemaText, subgraphText } from './src/graph/schema-text.ts';

const config: CodegenConfig = {
  schema: schemaText(),
  generates: {
    'schema/schema.graphql': { plugins: ['schema-ast'] },
    'schema/subgraph.graphql': { plugins: [{ add: { content: subgraphText() } }] },
    'test/generated/operations.ts': {
      documents: 'test/operations/**/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { useTypeImports: true, enumType: 'string-literal', scalars: { DateTime: 'string', SafeInt: 'number' } },
    },
  },
};

export default config;
