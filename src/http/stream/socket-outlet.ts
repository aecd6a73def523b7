/** What is needed of a WebSocket to send on it. */
interface Sender {
  readonly readyState: number;
  readonly OPEN: number;
  /** Bytes that the system has not taken yet. */
  readonly bufferedAmount: number;
  send(data: string, sent: () => void): void;
}

/** Who leaves more than this unread is made nothing new until it has been taken. */
const MAX_UNSENT_BYTES = 1024 * 1024;

/** What goes out over one WebSocket, and whether its reader takes it. */
export class SocketOutlet {
  readonly #socket: Sender;
  readonly #waiting: (() => void)[] = [];

  constructor(socket: Sender) {
    this.#socket = socket;
  }

  get isFull(): boolean {
    return this.#socket.bufferedAmount > MAX_UNSENT_BYTES;
  }

  /** Resolves when the system has taken the message, so that the next result is not made before. */
  send(data: string): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) return resolve();
      socket.send(data, () => {
        resolve();
        if (!this.isFull) this.letGo();
      });
    });
  }

  /** Waits until there is room. */
  async room(): Promise<void> {
    if (!this.isFull) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Lets all go who wait: there is room, or the socket has closed. */
  letGo(): void {
    for (const begin of this.#waiting.splice(0)) begin();
  }
}
