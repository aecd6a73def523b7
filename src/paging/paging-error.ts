/** Arguments of a connection that cannot be served. The message names the argument, the limit and what to do. */
export class PagingError extends Error {
  override readonly name = 'PagingError';
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(message);
    this.argument = argument;
  }
}
