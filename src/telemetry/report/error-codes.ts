import { CFW_ERROR_CODES } from '../../cfw/decoding/errors.ts';

/** The codes of the contract, which every error of an answer has one of. */
export const ERROR_CODES: readonly string[] = [
  ...CFW_ERROR_CODES,
  ...['OPERATION_TOO_COMPLEX', 'OVERLOADED', 'INTERNAL_SERVER_ERROR'],
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'DOCUMENT_NOT_FOUND'],
  ...['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'],
];
