import { createHash } from 'node:crypto';
import type { DocumentReader, ReadDocument } from './document.ts';
import { DocumentFileError, type FiledDocument, readDocumentFile, titleOf } from './document-file.ts';

/** A document that may be asked for by its id. */
export interface TrustedDocument {
  readonly text: string;
  readonly read: ReadDocument;
}

/** Documents are read for so long before requests get their turn. */
const TURN_MS = 10;

/** The documents that may be asked for by their id: those of one file, read as a whole when the process starts. */
export class TrustedDocuments {
  readonly #newReader: () => DocumentReader;
  #known: ReadonlyMap<string, TrustedDocument> = new Map();

  /** @param newReader makes a reader whose memory nothing else uses: what callers send pushes nothing out of it */
  constructor(newReader: () => DocumentReader) {
    this.#newReader = newReader;
  }

  /** @param id as the file has it, or `sha256:` and the hex digest of the text (GraphQL over HTTP, appendix A) */
  get(id: string): TrustedDocument | undefined {
    return this.#known.get(id);
  }

  /**
   * Takes the documents of a file in the place of those before: all of them, or none.
   *
   * @returns how many there are
   * @throws DocumentFileError that names the first document that does not fit
   */
  async replace(content: string): Promise<number> {
    const filed = readDocumentFile(content);
    const reader = this.#newReader();
    const known = new Map<string, TrustedDocument>();
    let since = performance.now();
    for (const one of filed) {
      const document = { text: one.text, read: readFiled(one, reader) };
      for (const { executable } of document.read.operations) executable.prepare();
      const digest = sha256(one.text);
      // What the file calls a document goes before what it could be called.
      for (const other of [digest, `sha256:${digest}`]) if (!known.has(other)) known.set(other, document);
      known.set(one.id, document);
      if (performance.now() - since < TURN_MS) continue;
      await new Promise(setImmediate);
      since = performance.now();
    }
    this.#known = known;
    return filed.length;
  }
}

/** Reads one document of a file. @throws DocumentFileError when it is not valid, or larger than an operation may be */
export function readFiled(filed: FiledDocument, reader: DocumentReader): ReadDocument {
  const read = reader.read(filed.text);
  const [error] = read.errors;
  if (error === undefined) return read;
  const [place] = error.locations ?? [];
  const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
  throw new DocumentFileError(`${titleOf(filed)} does not fit: ${error.message.replace(/\s+/g, ' ')}${where}`);
}

/** The digest of a text, in hex, as Apollo's clients name documents. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
