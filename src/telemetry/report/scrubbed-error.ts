import { types } from 'node:util';

/** An error as it may be logged. */
export interface ScrubbedError {
  readonly type: string;
  readonly message: string;
  /** Files and lines. */
  readonly stack: readonly string[];
}

/**
 * Takes from an unforeseen error what may carry a value out of a request or an answer: of its message what is quoted
 * (`JSON.parse` quotes what it was given) and what is no plain word, and every property. Where it happened stays.
 */
export function scrubbed(error: unknown): ScrubbedError {
  if (!types.isNativeError(error)) return { type: typeof error, message: '…', stack: [] };
  const { stack = '', message } = error;
  // The stack repeats the message, which may have lines of its own.
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return {
    type: error.constructor.name,
    message: scrubbedText(message),
    stack: frames.filter((line) => /^ {4}at /.test(line)).map((line) => line.trim()),
  };
}

/** Of a text, the words that a sentence of a programmer is made of. */
const PLAIN_WORD = /^\(?[A-Za-z-]{1,19}\)?[.,:;!?]?$/;

function scrubbedText(text: string): string {
  const words = text.replace(/(["'`]).*?(?:\1|$)/gs, '…').split(/\s+/);
  return words
    .map((word) => (PLAIN_WORD.test(word) ? word : '…'))
    .join(' ')
    .slice(0, 300);
}
