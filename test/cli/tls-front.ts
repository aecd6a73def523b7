import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';

/** The certificate of a TLS front, which nobody trusts unless told so. */
export const CERTIFICATE = 'test/fixtures/tls/certificate.pem';

/** Takes TLS connections of those who ask for localhost by its name (SNI), as shared hosts need them to, and hands what comes through them to a plain port of this machine. */
export async function startTlsFront(port: number): Promise<{ readonly url: string; close(): Promise<void> }> {
  const [cert, key] = await Promise.all([readFile(CERTIFICATE), readFile('test/fixtures/tls/key.pem')]);
  const server = createServer({ cert, key }, (socket) => {
    if (socket.servername !== 'localhost') return void socket.destroy();
    const inner = connect(port, '127.0.0.1');
    for (const each of [socket, inner]) each.on('error', () => undefined);
    socket.pipe(inner).pipe(socket);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
