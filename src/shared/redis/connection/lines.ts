import { type Client, clientOf } from './client.ts';

/** The channel on which all replicas are told something. */
export const ALL = 'cfw-graphql:news';

/** The channel on which one replica is told something. */
export function channelOf(replica: string): string {
  return `cfw-graphql:replica:${replica}`;
}

/** The two connections to one Redis: that for commands, and that on which news are told. */
export class Lines {
  readonly commands: Client;
  readonly #news: Client;

  /**
   * @param reconnectMs after this long a lost connection is made again
   * @param failed told of everything that goes wrong with one of them, and whether it is that for commands
   */
  constructor(url: string, reconnectMs: number, failed: (error: unknown, isCommands: boolean) => void) {
    this.commands = clientOf(url, reconnectMs);
    this.#news = this.commands.duplicate({ disableOfflineQueue: false });
    this.commands.on('error', (error) => failed(error, true));
    this.#news.on('error', (error) => failed(error, false));
  }

  /** Resolves when commands can be sent, however long that takes. */
  async connect(): Promise<void> {
    this.#news.connect().catch(() => undefined);
    await this.commands.connect().catch(() => undefined);
  }

  /** Resolves when news are heard, and goes on being told of them whenever the connection has been made again. */
  async listen(channels: readonly string[], heard: (message: string) => void): Promise<void> {
    if (!this.#news.isPubSubActive) await this.#news.subscribe([...channels], heard);
  }

  /** Has the server end both: new ones are made, by what the name of the URL stands for then. */
  hangUp(): void {
    for (const client of [this.commands, this.#news]) {
      if (client.isReady) client.sendCommand(['QUIT']).catch(() => undefined);
    }
  }

  close(): void {
    for (const client of [this.commands, this.#news]) client.destroy();
  }
}
