/** Arguments of a connection that cannot be served. The message names the argument, the limit and what to do. */
export class PagingError extends Error {
  override readonly name = 'PagingError';
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(message);
    this.argument = argument;
  }
}

/** A text that is not a cursor. */
export function damaged(argument: 'after' | 'before'): PagingError {
  return new PagingError(
    argument,
    `\`${argument}\` is not a cursor of this API. Pass a cursor that a page of this list gave.`,
  );
}

/** A cursor that was given by another list than the one it is used for. */
export function ofAnotherList(argument: 'after' | 'before'): PagingError {
  return new PagingError(
    argument,
    `\`${argument}\` is a cursor of another list. A cursor belongs to one list: its firewall or object, its filters and its order.`,
  );
}
