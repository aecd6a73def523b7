import type { HttpAnswer } from './door.ts';

// The checks of graphql-cop (dolevf/graphql-cop, lib/tests), restated: each sends what the tool sends, with the headers
// of the library it uses, and looks for what the tool looks for.
const HEADERS = { accept: '*/*', 'user-agent': 'graphql-cop/1.14' };
const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json' };

const query = (text: string): RequestInit => ({
  method: 'POST',
  headers: JSON_HEADERS,
  body: JSON.stringify({ query: text, operationName: 'cop' }),
});

/** One check of the tool. */
export interface CopCheck {
  readonly name: string;
  readonly init: RequestInit;
  readonly path?: string;
  readonly finds: (answer: HttpAnswer) => boolean;
  /** Guards that hold outside production, too; the others show there that the check can find something. */
  readonly always: boolean;
}

const data = ({ body }: HttpAnswer) => body.data ?? {};
const isAnswered = (answer: HttpAnswer) => '__typename' in data(answer);

export const COP_CHECKS: readonly CopCheck[] = [
  {
    name: 'alias overloading',
    init: query(`query cop { ${Array.from({ length: 101 }, (_, index) => `alias${index}:__typename `).join('')}}`),
    finds: (answer) => 'alias100' in data(answer),
    always: true,
  },
  {
    name: 'array-based query batching',
    init: {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify(Array(10).fill({ query: 'query cop { __typename }', operationName: 'cop' })),
    },
    finds: ({ body }) => Array.isArray(body),
    always: true,
  },
  {
    name: 'circular query by introspection',
    init: query(
      'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    ),
    finds: (answer) => '__schema' in data(answer),
    always: true,
  },
  {
    name: 'directive overloading',
    init: query('query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }'),
    finds: ({ body }) => body.errors?.length === 10,
    always: true,
  },
  {
    name: 'field duplication',
    init: query(`query cop { ${'__typename \n'.repeat(500)} }`),
    finds: isAnswered,
    always: true,
  },
  {
    name: 'field suggestions',
    init: query('query cop { __schema { directive } }'),
    finds: ({ text }) => /did you mean/i.test(text),
    always: false,
  },
  {
    name: 'queries by GET',
    init: { headers: HEADERS },
    path: '/graphql?query=query cop{__typename}',
    finds: isAnswered,
    always: false,
  },
  {
    name: 'GraphiQL',
    init: { headers: { ...HEADERS, accept: 'text/html' } },
    finds: ({ text }) => /graphiql|graphql playground|altair/i.test(text),
    always: false,
  },
  {
    name: 'introspection',
    init: query('query cop { __schema { types { name fields { name } } } }'),
    finds: (answer) => '__schema' in data(answer),
    always: false,
  },
  {
    name: 'mutations by GET',
    init: { headers: HEADERS },
    path: '/graphql?query=mutation cop {__typename}',
    finds: isAnswered,
    always: true,
  },
  {
    name: 'url-encoded POST',
    init: {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'query=query cop {__typename}',
    },
    finds: isAnswered,
    always: true,
  },
  {
    name: 'trace mode',
    init: query('query cop { __typename }'),
    finds: ({ text }) => /"tracing"|"explain"/.test(text),
    always: true,
  },
  {
    name: 'unhandled errors',
    init: query('qwerty cop { abc }'),
    finds: ({ text }) => /exception|stack|node_modules/i.test(text),
    always: true,
  },
];
