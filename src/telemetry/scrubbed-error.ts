import { types } from 'node:util';

/** An error as it may be logged. */
export interface ScrubbedError {
  readonly type: string;
  readonly message: string;
  /** Files and lines. */
  readonly stack: readonly string[];
}

/**
 * Takes from an unforeseen error what may carry a value out of a request or an answer: quoted text and long words in
 * its message (`JSON.parse` quotes what it was given), and every property. Where it happened stays.
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

function scrubbedText(text: string): string {
  return text.replace(/(["'`]).*?(?:\1|$)|[^\s"'`]{25,}/gs, '…').slice(0, 300);
}
