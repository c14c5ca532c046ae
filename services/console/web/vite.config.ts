import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Builds the pages into dist/, from where the console serves them. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy of the page refuses inline code and data: everything is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
  },
  // For work on the pages: `npx vite services/console/web` beside a running console.
  server: { proxy: { '/api': 'http://127.0.0.1:18800', '/live': 'http://127.0.0.1:18800' } },
})
