import { readFile } from 'node:fs/promises';
import { EnvironmentError } from './environment/rules.ts';
import type { Gateway } from './gateway.ts';
import { DocumentFileError } from './http/operation/document-file.ts';
import type { Log } from './telemetry/log.ts';

/** The file of trusted documents (`TRUSTED_DOCUMENTS`): read when the process starts, and when it is told to. */
export class TrustedFile {
  readonly #path: string;
  readonly #gateway: Pick<Gateway, 'trust'>;
  readonly #log: Log;
  #reading: Promise<void> = Promise.resolve();

  constructor(path: string, gateway: Pick<Gateway, 'trust'>, log: Log) {
    this.#path = path;
    this.#gateway = gateway;
    this.#log = log;
  }

  /** @throws EnvironmentError that names the document that does not fit, or says why the file cannot be read */
  async read(): Promise<void> {
    const fault = await this.#take();
    if (fault === null) return;
    throw new EnvironmentError(
      `TRUSTED_DOCUMENTS must be a file of documents that fit the schema; of ${JSON.stringify(this.#path)}, ${fault}. Example: TRUSTED_DOCUMENTS=persisted-documents.json`,
    );
  }

  /** Reads the file anew, one time after the other. What does not fit leaves all as it was, and is logged. */
  reread(): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      const fault = await this.#take();
      if (fault !== null)
        this.#log.error({ fault }, 'the trusted documents stay those before: the file cannot be used');
    });
    return this.#reading;
  }

  /** Hands the documents over. @returns what is wrong with the file */
  async #take(): Promise<string | null> {
    try {
      const documents = await this.#gateway.trust(await readFile(this.#path, 'utf8'));
      this.#log.info({ documents }, 'trusted documents read');
      return null;
    } catch (error) {
      if (error instanceof DocumentFileError) return error.message;
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return `it cannot be read (${code})`;
    }
  }
}
