import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import relay from 'vite-plugin-relay';

// The page asks its own origin, which hands questions on to the gateway: no CORS, and nothing for a browser to refuse.
const { PORT = '4000', GATEWAY_URL = `http://127.0.0.1:${PORT}` } = process.env;
const server = { host: '127.0.0.1', port: 5173, proxy: { '/graphql': { target: GATEWAY_URL } } };

export default defineConfig({
  plugins: [react(), relay],
  build: { chunkSizeWarningLimit: 600 },
  server,
  preview: server,
});
