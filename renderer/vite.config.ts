import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // The host puts a fresh nonce here with each page; see main/api/static-files.ts.
  html: { cspNonce: 'LACUNA_STYLE_NONCE' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    // Fonts must stay files: the policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env.LACUNA_DEV_HOST ?? 'http://127.0.0.1:4310' },
  },
});
