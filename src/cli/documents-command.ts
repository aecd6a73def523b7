import { readFile } from 'node:fs/promises';
import { type OperationLimits, readOperationLimits } from '../environment/operation-limits.ts';
import { EnvironmentError, variableReader } from '../environment/rules.ts';
import { ANY } from '../estimate/variable-values.ts';
import { standaloneSchema } from '../graph/schema.ts';
import { costLimits } from '../http/operation/cost.ts';
import { DocumentReader } from '../http/operation/document.ts';
import { DocumentFileError, type FiledDocument, readDocumentFile } from '../http/operation/document-file.ts';
import { readFiled } from '../http/operation/trusted-documents.ts';
import { UsageError } from './usage.ts';

/** What an operation costs at most, whatever its variables are. */
export interface Price {
  readonly name: string;
  readonly calls: number;
  readonly rows: number;
}

/**
 * `cfw-graphql documents`: prints what each operation of a file costs at most, and what does not fit.
 *
 * @param maxCalls the ceiling; undefined: there is none
 * @returns the exit code: 1 when a document does not fit, or is over the ceiling
 * @throws UsageError when the file cannot be read
 */
export async function runDocuments(
  variables: NodeJS.ProcessEnv,
  file: string,
  maxCalls: number | undefined,
  print: (line: string) => void,
): Promise<0 | 1> {
  try {
    const filed = readDocumentFile(await contentOf(file));
    const { prices, faults } = pricesOf(filed, readOperationLimits(variableReader(variables)));
    for (const { name, calls, rows } of prices) {
      const excess = isOver(calls, maxCalls) ? `  over --max-calls ${maxCalls}` : '';
      print(`${grouped(calls).padStart(7)} calls  ${grouped(rows).padStart(11)} rows  ${name}${excess}`);
    }
    for (const fault of faults) print(fault);
    return faults.length > 0 || prices.some(({ calls }) => isOver(calls, maxCalls)) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof DocumentFileError || error instanceof EnvironmentError)) throw error;
    print(error instanceof DocumentFileError ? `${file} cannot be used: ${error.message}` : error.message);
    return 1;
  }
}

/** Prices the operations of documents, and says of the others why they do not fit. */
export function pricesOf(filed: readonly FiledDocument[], { maxPageSize, maxUpstreamCalls }: OperationLimits) {
  const reader = new DocumentReader(standaloneSchema(), true, costLimits(maxPageSize, maxUpstreamCalls));
  const prices: Price[] = [];
  const faults: string[] = [];
  for (const one of filed) {
    try {
      for (const { name = one.id, plan } of readFiled(one, reader).operations) {
        const { calls, rows } = plan(ANY);
        prices.push({ name, calls, rows });
      }
    } catch (error) {
      if (!(error instanceof DocumentFileError)) throw error;
      faults.push(error.message);
    }
  }
  return { prices, faults };
}

const isOver = (calls: number, maxCalls: number | undefined) => maxCalls !== undefined && calls > maxCalls;
const grouped = (number: number) => number.toLocaleString('en');

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    throw new UsageError(`The file ${file} cannot be read (${code}). Try: cfw-graphql documents --help`);
  }
}
