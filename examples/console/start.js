// `npm start`: the gateway on its embedded simulator, and the console in front of it. Both end together.
import { spawn } from 'node:child_process';
import { preview } from 'vite';

// The gateway answers the questions that this page was built with, and no others.
const env = { LOG_LEVEL: 'warn', TRUSTED_DOCUMENTS: 'documents.json', TRUSTED_DOCUMENTS_MODE: 'only', ...process.env };
const gateway = spawn(process.execPath, ['../../dist/main.js'], { env, stdio: 'inherit' });
gateway.once('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => gateway.kill(signal));

(await preview()).printUrls();
