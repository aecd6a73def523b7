/** A credential, as far as what is shared with other replicas must be named and hidden by it. */
export interface Secret {
  /** A digest that tells credentials apart, for memories of this process. */
  readonly identity: string;
  /** A key of 32 bytes that follows from the credential and a purpose, and from which nothing follows of the credential. */
  derive(purpose: string): Buffer;
}
