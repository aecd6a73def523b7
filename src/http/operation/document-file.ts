/** One document of a file, before it is read as GraphQL. */
export interface FiledDocument {
  readonly id: string;
  /** The name of its operation, as far as can be told before it is parsed. */
  readonly name: string | null;
  readonly text: string;
}

/** What is wrong with a file of documents, in one line that names the document. */
export class DocumentFileError extends Error {
  override readonly name = 'DocumentFileError';
}

/** The word by which Apollo's manifests tell what they are. */
const APOLLO_FORMAT = 'apollo-persisted-query-manifest';
const KINDS = "a map of ids to texts (Relay's, GraphQL Code Generator's) or Apollo's manifest of version 1";

/**
 * Takes the documents out of a file in one of the forms that build tools write: a map of ids to texts (relay-compiler's
 * `persistConfig.file`, the `persisted-documents.json` of codegen's client preset), or Apollo's persisted query manifest.
 *
 * @throws DocumentFileError for what is none of these, has no document, or two of the same id
 */
export function readDocumentFile(content: string): readonly FiledDocument[] {
  const given = parsed(content);
  const filed = given.format === APOLLO_FORMAT ? ofManifest(given) : ofMap(given);
  if (filed.length === 0) throw new DocumentFileError('there is no document in it');
  const ids = new Set<string>();
  for (const one of filed) {
    if (ids.has(one.id)) throw new DocumentFileError(`${titleOf(one)} is there twice`);
    ids.add(one.id);
  }
  return filed;
}

/** How a person is told which document is meant. */
export function titleOf({ id, name }: Pick<FiledDocument, 'id' | 'name'>): string {
  return name === null ? `document ${shown(id)}` : `document ${shown(id)} (${shown(name)})`;
}

/** The file has no names of its own: for a person, what looks like the operation's in its text is good enough. */
const OPERATION_NAME = /\b(?:query|mutation|subscription)\s+(\w+)/;

function ofMap(given: Readonly<Record<string, unknown>>): FiledDocument[] {
  return Object.entries(given).map(([id, text]) => {
    if (typeof text !== 'string') throw new DocumentFileError(`${shown(id)} has no text: it must be ${KINDS}`);
    return { id, name: OPERATION_NAME.exec(text)?.[1] ?? null, text };
  });
}

function ofManifest({ version, operations }: Readonly<Record<string, unknown>>): FiledDocument[] {
  if (version !== 1 || !Array.isArray(operations)) throw new DocumentFileError(`it must be ${KINDS}`);
  return operations.map((operation: unknown, index) => {
    const { id, name, body } = (operation ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof id !== 'string' || typeof body !== 'string') {
      throw new DocumentFileError(`operations[${index}] has no \`id\` and \`body\``);
    }
    return { id, name: typeof name === 'string' ? name : null, text: body };
  });
}

function parsed(content: string): Readonly<Record<string, unknown>> {
  if (content.trim() === '') throw new DocumentFileError('it is empty');
  try {
    // Some editors put a mark at the beginning (RFC 8259, section 8.1).
    const given: unknown = JSON.parse(content.replace(/^\uFEFF/, ''));
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) return { ...given };
  } catch {
    // The parser's own message quotes what it was given.
    throw new DocumentFileError('it is not valid JSON');
  }
  throw new DocumentFileError(`it must be ${KINDS}`);
}

/** On one line, and not too much of it. */
function shown(text: string): string {
  return text.replace(/[^ -~]/g, '?').slice(0, 100);
}
