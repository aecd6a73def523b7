import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js');
const schema = fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url));

/** Fragments as front ends write them: paged both ways, nested, refetched by `node`. */
const SOURCE = `
import { graphql } from 'react-relay';

graphql\`
  fragment firewallTasks on Firewall
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  )
  @refetchable(queryName: "firewallTasksQuery") {
    captureTasks(first: $first, after: $after, last: $last, before: $before) @connection(key: "firewallTasks_captureTasks") {
      edges { node { id name status captureSizeBytes createdDate firewall { id name } } }
    }
  }
\`;

graphql\`
  fragment objectEntries on ProtectedObject
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "objectEntriesQuery") {
    listEntries(listType: BLACKLIST, first: $count, after: $cursor)
      @connection(key: "objectEntries_listEntries", filters: ["listType"]) {
      edges { node { id address } }
    }
  }
\`;

graphql\`
  fragment taskRow on CaptureTask @refetchable(queryName: "taskRowQuery") { id name }
\`;

graphql\`
  fragment entryRow on ListEntry @refetchable(queryName: "entryRowQuery") { id address }
\`;

graphql\`
  query sourceQuery {
    firewalls(first: 10) @connection(key: "source_firewalls") {
      edges { node { ...firewallTasks protectedObjects { ...objectEntries } } }
    }
  }
\`;
`;

describe('relay-compiler', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relay-'));
  const generated = join(folder, '__generated__');
  beforeAll(() => {
    writeFileSync(join(folder, 'source.js'), SOURCE);
    writeFileSync(
      join(folder, 'relay.config.json'),
      JSON.stringify({ src: '.', schema: './schema.graphql', language: 'javascript' }),
    );
    writeFileSync(join(folder, 'schema.graphql'), readFileSync(schema));
    execFileSync(process.execPath, [compiler, 'relay.config.json'], { cwd: folder, stdio: 'pipe' });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('takes connections that page both ways, in every type', () => {
    expect(readdirSync(generated)).toContain('firewallTasks.graphql.js');
    expect(readFileSync(join(generated, 'firewallTasks.graphql.js'), 'utf8')).toContain('"direction": "bidirectional"');
  });

  test.each(['firewallTasksQuery', 'objectEntriesQuery', 'taskRowQuery', 'entryRowQuery'])(
    'refetches by node: %s',
    (query) => {
      expect(readFileSync(join(generated, `${query}.graphql.js`), 'utf8')).toMatch(/node\(id: \$id\)/);
    },
  );
});
