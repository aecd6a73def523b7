import react from '@vitejs/plugin-react';
import sirv from 'sirv';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import relay from 'vite-plugin-relay';

// The page asks its own origin, which hands questions on to the gateway: no CORS, and nothing for a browser to refuse.
const proxy = { '/graphql': { target: process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000' } };

// What has its content's hash in its name never changes; it is compressed once, when it is built.
// A folder that is there only then is looked into only then.
const assets = () => sirv('dist/assets', { brotli: true, immutable: true, maxAge: 31_536_000 });

export default defineConfig({
  plugins: [
    react(),
    relay,
    compression({ algorithms: ['brotliCompress'] }),
    { name: 'assets', configurePreviewServer: ({ middlewares }) => void middlewares.use('/assets', assets()) },
  ],
  build: { chunkSizeWarningLimit: 600 },
  server: { host: '127.0.0.1', port: 5173, proxy },
  preview: { host: '127.0.0.1', port: 5173, proxy },
});
