import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { parse } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { formatted } from '../answer/graph-answer.ts';
import { MAX_BODY_BYTES } from '../request/body.ts';
import type { OpenStream, OpenStreams } from './open-streams.ts';
import { SocketOutlet } from './socket-outlet.ts';
import { type SessionOptions, SocketSession } from './socket-session.ts';

/** "Service restart": clients come back by themselves. */
const COME_BACK = 1012;

/** GraphQL over WebSocket (`graphql-transport-ws`), by the libraries `ws` and `graphql-ws`. */
export class WebSockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_BODY_BYTES,
    perMessageDeflate: false,
    handleProtocols,
  });
  readonly #options: SessionOptions;
  readonly #streams: OpenStreams;

  constructor(options: SessionOptions, streams: OpenStreams) {
    this.#options = options;
    this.#streams = streams;
  }

  /** Shakes hands, and serves what is asked over the socket. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, stream, head, (socket) => this.#serve(socket, request));
  }

  /** Cuts all off. */
  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #serve(socket: WebSocket, request: IncomingMessage): void {
    const { telemetry } = this.#options;
    const closed = new AbortController();
    // Every operation under way listens.
    setMaxListeners(0, closed.signal);
    const outlet = new SocketOutlet(socket);
    // Who asks faster than it reads, or than the answers come, is not read itself.
    const pace = () => (session.isFull || outlet.isFull ? socket.pause() : socket.resume());
    const session = new SocketSession(this.#options, request, {
      closed: closed.signal,
      room: () => outlet.room(),
      executed: pace,
    });
    // What has just been executed is sent before the socket closes: that takes no longer than this turn.
    const close = () => setImmediate(() => socket.close(COME_BACK, 'the gateway stops, come back'));
    let isSilent = false;
    const beat = () => {
      // Who has not answered the last heartbeat is gone, or takes nothing.
      if (isSilent) socket.terminate();
      isSilent = true;
      socket.ping();
    };
    const member: OpenStream = { comeBack: () => void session.idle().then(close), beat };
    this.#streams.opened(member);
    const ended = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => outlet.send(data).then(pace),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            take(String(data)).catch((error: unknown) => {
              // A message of a type that the protocol does not know ends here, too.
              telemetry.log.debug({ err: error }, 'a message of a WebSocket could not be taken');
              socket.close(CloseCode.BadRequest, 'Bad message');
            });
            pace();
          }),
      },
      session,
    );
    socket.on('pong', () => {
      isSilent = false;
    });
    // What is no message of the protocol is answered by the library with a close; the event only says so.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      this.#streams.closed(member);
      closed.abort();
      outlet.letGo();
      void ended(code, String(reason));
    });
  }
}

// The library finds out by a document which of two functions to call. The operation has been executed by then.
const STREAM = parse('subscription { results }');

const protocol = makeServer<Record<string, unknown>, SocketSession>({
  onConnect: ({ connectionParams = {}, extra }) => extra.introduce(connectionParams),
  async onSubscribe({ extra }, _id, payload) {
    const results = await extra.perform(payload);
    if (Array.isArray(results)) return results;
    return { schema: undefined as never, document: STREAM, contextValue: { results } };
  },
  subscribe: ({ contextValue }) => (contextValue as { results: never }).results,
  // Results are as they go out; the library would have them be made of its own kind of errors.
  onNext: (_context, _id, _payload, _args, result) => result as never,
  onError: (_context, _id, _payload, errors) => errors.map((error) => formatted(error as never)),
});
