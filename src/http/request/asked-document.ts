import type { IncomingMessage } from 'node:http';
import type { TrustedDocumentsMode } from '../../environment/trusted-documents.ts';
import { refusal } from '../answer/refusal.ts';
import type { DocumentReader, ReadDocument } from '../operation/document.ts';
import type { TrustedDocuments } from '../operation/trusted-documents.ts';
import type { DocumentId, GraphQLParams } from './graphql-params.ts';

/** The document that a request asks to execute. */
export interface AskedDocument {
  readonly read: ReadDocument;
  /** The text it came as, where that is to be told of: it is no trusted document, and the mode is `log`. */
  readonly foreign: string | null;
}

/** @throws refusal for an id that is not known, and for what is not trusted where nothing else is executed */
export type DocumentFinder = (
  params: Pick<GraphQLParams, 'query' | 'documentId'>,
  request: Pick<IncomingMessage, 'headers'>,
) => AskedDocument;

/** The trusted documents, and what becomes of others. */
export interface Trust {
  readonly documents: TrustedDocuments;
  readonly mode: TrustedDocumentsMode;
}

/**
 * Makes the finder of documents. An id that is known decides, and a text beside it must be the document's own. An id that
 * is not known is of no account beside a text, so that clients with documents newer than the gateway's file are served
 * where texts are.
 *
 * @param trust undefined: there are no trusted documents
 * @param isRouter whether a request is the router's, which makes up its operations itself and is always let through
 */
export function documentFinder(
  reader: DocumentReader,
  trust: Trust | undefined,
  isRouter: (request: Pick<IncomingMessage, 'headers'>) => boolean,
): DocumentFinder {
  return ({ query, documentId }, request) => {
    const known = documentId && trust?.documents.get(documentId.id);
    if (known && (query === undefined || query === known.text)) return { read: known.read, foreign: null };
    const isTold = trust !== undefined && trust.mode !== 'prefer' && query !== undefined && !isRouter(request);
    if (isTold && trust.mode === 'only') throw ONLY_TRUSTED;
    if (known) throw OTHER_TEXT;
    if (query === undefined) throw notFound(documentId!, trust !== undefined);
    return { read: reader.read(query), foreign: isTold ? query : null };
  };
}

const ONLY_TRUSTED = refusal(
  403,
  'FORBIDDEN',
  'This gateway executes trusted documents only. Ask for one by its id, in `documentId`, and leave the text out.',
);

const OTHER_TEXT = refusal(
  400,
  'BAD_USER_INPUT',
  'The text in `query` is not that of the document with this id. Send one of the two.',
);

function notFound({ protocol }: DocumentId, hasDocuments: boolean) {
  if (protocol === 'documentId') return NOT_FOUND;
  return hasDocuments ? NOT_PERSISTED : NOT_SUPPORTED;
}

const NOT_FOUND = refusal(
  400,
  'DOCUMENT_NOT_FOUND',
  'No trusted document has this id. The file with its documents may be newer than the one that the gateway has.',
);

/**
 * Apollo's words, by which its clients know that they must send the text: this time, or once and for all. Some look at
 * the code and some at the message.
 */
const NOT_PERSISTED = refusal(200, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
const NOT_SUPPORTED = refusal(200, 'PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
