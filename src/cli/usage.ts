import { parseArgs } from 'node:util';
import { packageText } from '../package-files.ts';

/** A command line that cannot be understood. The message says how to write it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type Command = 'start' | 'simulate' | 'print-schema' | 'check' | 'documents';

export const HELP: Readonly<Record<Command | 'cfw-graphql', string>> = {
  'cfw-graphql': `A GraphQL gateway over Huawei Cloud Firewall (CFW).

Usage: cfw-graphql <command> [options]

Commands:
  start          serve the graph on HOST and PORT (127.0.0.1:4000)
  simulate       serve the CFW simulator alone, on PORT (4100)
  print-schema   print the schema
  check          try the configured CFW: name, TLS, credentials, one call
  documents      price the documents of a file, and check that they fit the schema

Options:
  -h, --help     this text, or that of a command
  -v, --version  the version

The configuration is in environment variables; README.md has the table.`,
  start: `Usage: cfw-graphql start

Serves the graph until SIGTERM or SIGINT. Without CFW_ENDPOINT or CFW_REGION it runs on the embedded simulator.`,
  simulate: `Usage: cfw-graphql simulate

Serves the CFW simulator on HOST and PORT (127.0.0.1:4100), and prints the ids it knows.`,
  'print-schema': `Usage: cfw-graphql print-schema [--subgraph]

Prints the schema in the schema definition language.

Options:
  --subgraph     as a federation v2 subgraph, for a composer`,
  check: `Usage: cfw-graphql check [--token-file <file>]

Tries the configuration in the environment: the variables, the Redis of REDIS_URL where there is one, the name of CFW, the
connection and its certificate, the credentials, and one call for one row. Prints what is wrong and what to do, and no secret.

Options:
  --token-file   a file with an IAM token to call with, where callers bring their own; - reads standard input

Exit codes: 0 nothing is wrong, 1 something is, 2 the command line is.`,
  documents: `Usage: cfw-graphql documents <file> [--max-calls <n>]

Prints for each operation of a file (Relay's or codegen's map of ids to texts, Apollo's manifest) how many calls of CFW it
makes at most, and how many rows it brings at most, whatever its variables are: a page whose size is a variable counts as
MAX_PAGE_SIZE, a list that is read as a whole as what CFW's documents say it can hold. Needs no network, no credentials.

Options:
  --max-calls    the most calls that an operation may make

Exit codes: 0 all is well, 1 a document does not fit the schema, or is over --max-calls, 2 the command line is wrong.`,
};

export interface CommandLine {
  /** Undefined: `--help` or `--version` stands alone. */
  readonly command: Command | undefined;
  readonly help: boolean;
  readonly subgraph: boolean;
  readonly tokenFile: string | undefined;
  /** The file of documents. */
  readonly file: string | undefined;
  readonly maxCalls: number | undefined;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  subgraph: { type: 'boolean' },
  'token-file': { type: 'string' },
  'max-calls': { type: 'string' },
} as const;

/** The one command that an option belongs to. */
const OWNER: Readonly<Record<string, Command>> = {
  subgraph: 'print-schema',
  'token-file': 'check',
  'max-calls': 'documents',
};

/** @throws UsageError */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [command, ...given] = positionals;
  if (command !== undefined && !isCommand(command))
    throw new UsageError(`There is no command ${command}.\n\n${HELP['cfw-graphql']}`);
  const [file, rest] = command === 'documents' ? [given[0], given.slice(1)] : [undefined, given];
  if (rest.length > 0) throw new UsageError(`${command} takes no ${rest[0]}. Try: cfw-graphql ${command} --help`);
  for (const option of Object.keys(values)) {
    const owner = OWNER[option];
    if (owner !== undefined && owner !== command) throw new UsageError(`--${option} belongs to cfw-graphql ${owner}.`);
  }
  const help = values.help === true;
  if (command === 'documents' && file === undefined && !help) {
    throw new UsageError('documents needs a file. Try: cfw-graphql documents --help');
  }
  if (command === undefined && !help && values.version !== true) throw new UsageError(HELP['cfw-graphql']);
  return {
    command: values.version === true ? undefined : command,
    help,
    subgraph: values.subgraph === true,
    tokenFile: values['token-file'],
    file,
    maxCalls: wholeNumber(values['max-calls']),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError('--max-calls must be a whole number. Try: cfw-graphql documents --help');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // What comes behind the first sentence is about other programs' options.
    const [fault] = (error as Error).message.split(/\.(?:\s|$)/);
    throw new UsageError(`${fault}. Try: cfw-graphql --help`);
  }
}

function isCommand(text: string): text is Command {
  return text !== 'cfw-graphql' && Object.hasOwn(HELP, text);
}

/** The version of the package. */
export async function version(): Promise<string> {
  return JSON.parse(await packageText('package.json')).version;
}
