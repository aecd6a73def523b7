/** Prints the schema, as front ends see it or as a composer reads it. */
export async function printSchemaText(subgraph: boolean): Promise<void> {
  const { schemaText } = await import('../graph/schema-text.ts');
  const { subgraphText } = await import('../graph/relay/subgraph.ts');
  console.log(subgraph ? await subgraphText() : schemaText());
}
