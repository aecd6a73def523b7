import { EnvironmentError, type VariableReader } from './rules.ts';

/**
 * What becomes of an operation that is not asked for by the id of a trusted document: `prefer` executes it, `log` does
 * so and says so in the log, `only` refuses it.
 */
export type TrustedDocumentsMode = NonNullable<ReturnType<typeof modeOf>>;

/** The file of documents that may be asked for by their id, and whether there may be others. */
export interface TrustedDocumentsSettings {
  readonly file: string;
  readonly mode: TrustedDocumentsMode;
}

/** @throws EnvironmentError when there is a mode, and no file */
export function readTrustedDocuments(read: VariableReader): TrustedDocumentsSettings | undefined {
  const file = read('TRUSTED_DOCUMENTS');
  const mode = modeOf(read);
  if (file !== undefined) return { file, mode: mode ?? 'prefer' };
  if (mode === undefined) return undefined;
  throw new EnvironmentError(
    'TRUSTED_DOCUMENTS is not set, and TRUSTED_DOCUMENTS_MODE needs it. Example: TRUSTED_DOCUMENTS=persisted-documents.json',
  );
}

const modeOf = (read: VariableReader) => read('TRUSTED_DOCUMENTS_MODE');
