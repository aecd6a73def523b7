// `npm start`: the gateway on its embedded simulator, and the console in front of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const { PORT = '4000' } = process.env;
process.env.GATEWAY_URL = `http://127.0.0.1:${PORT}`;
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
// It answers the questions that this page was built with, and no others.
const documents = {
  TRUSTED_DOCUMENTS: fileURLToPath(new URL('documents.json', import.meta.url)),
  TRUSTED_DOCUMENTS_MODE: 'only',
};
const env = { LOG_LEVEL: 'warn', ...documents, ...process.env, PORT };
const gateway = spawn(process.execPath, [main], { env, stdio: 'inherit' });
// Both end together, whoever ends first.
gateway.once('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => gateway.kill(signal));

const page = await preview();
page.printUrls();
await once(gateway, 'exit');
