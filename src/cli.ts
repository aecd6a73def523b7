#!/usr/bin/env node
import { runCheck } from './cli/check-command.ts';
import { printSchemaText } from './cli/print-schema.ts';
import { HELP, readCommandLine, UsageError, version } from './cli/usage.ts';

// The process of the command line, as main.ts is that of the gateway. What a command needs is loaded by it alone.
try {
  const { command, help, subgraph, tokenFile, file, maxCalls } = readCommandLine(process.argv.slice(2));
  if (help) console.log(HELP[command ?? 'cfw-graphql']);
  else if (command === 'start') await import('./main.ts');
  else if (command === 'simulate') await import('./simulator/main.ts');
  else if (command === 'print-schema') await printSchemaText(subgraph);
  else if (command === 'check') process.exitCode = await runCheck(process.env, tokenFile, console.log);
  else if (command === 'documents') {
    const { runDocuments } = await import('./cli/documents-command.ts');
    process.exitCode = await runDocuments(process.env, file!, maxCalls, console.log);
  } else console.log(await version());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
