import { printSubgraphSchema } from '@apollo/subgraph';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { standaloneSchema, subgraphSchema } from './src/graph/schema.ts';

const subgraph = printSubgraphSchema(lexicographicSortSchema(subgraphSchema()));

const config: CodegenConfig = {
  schema: printSchema(lexicographicSortSchema(standaloneSchema())),
  generates: {
    'schema/schema.graphql': { plugins: ['schema-ast'] },
    'schema/subgraph.graphql': { plugins: [{ add: { content: subgraph } }] },
    'test/generated/operations.ts': {
      documents: 'test/operations/**/*.graphql',
      plugins: ['typescript-operations', 'typed-document-node'],
      config: { useTypeImports: true, enumType: 'string-literal', scalars: { DateTime: 'string', SafeInt: 'number' } },
    },
  },
};

export default config;
