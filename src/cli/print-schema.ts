/** Prints the schema, as front ends see it or as a composer reads it. */
export async function printSchemaText(subgraph: boolean): Promise<void> {
  const { schemaText, subgraphText } = await import('../graph/schema-text.ts');
  console.log(subgraph ? subgraphText() : schemaText());
}
