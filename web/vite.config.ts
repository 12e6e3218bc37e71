import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './compress.ts';

const server = 'http://127.0.0.1:4400';

/** Used as `npx vite build web` or `npx vite web` from the project root. */
export default defineConfig({
  plugins: [react(), compress(new URL('../dist/web/', import.meta.url))],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022' },
  server: {
    fs: { allow: ['..'] }, // The SDK lives beside this folder, in src.
    proxy: { '/api': server, '/media': server },
  },
});
