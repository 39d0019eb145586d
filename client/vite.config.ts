import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompileMessages } from './precompile-messages.ts';
import { precompress } from './precompress.ts';

const server = process.env['MEEMAAK_SERVER'] ?? 'http://127.0.0.1:3000';

/** What the first load needs at once: cut up between those who also use a part of it later, it is five
 *  kilobytes larger. */
const EDITOR =
  /node_modules\/(?:prosemirror-(?:state|model|view|transform|commands|keymap|schema-list|history|gapcursor|dropcursor|inputrules)|@tiptap\/(?:core|y-tiptap)|orderedmap|rope-sequence|w3c-keyname)\//;
const MODEL =
  /packages\/model\/src\/(?:tree|documents|indicator|ids|refusal|outside|signature|permissions)/;

export default defineConfig({
  plugins: [react(), precompileMessages(), precompress()],
  // Two copies of one of these break quietly: instanceof checks fail, plugin keys differ.
  resolve: { dedupe: ['yjs', 'react', 'react-dom', '@tiptap/core', '@tiptap/pm'] },
  build: {
    manifest: true,
    // The canvas is large, and loaded apart; what is loaded first has a budget (bench/first-load).
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'editor', test: EDITOR },
            { name: 'model', test: MODEL },
          ],
        },
      },
    },
    // tldraw fetch()es its translations: inlined as data: URLs they would need connect-src data:
    assetsInlineLimit: (file) => (file.endsWith('.json') ? false : undefined),
  },
  // Its ?url imports cannot go through the dependency optimizer (vite dev would stop).
  optimizeDeps: { exclude: ['@tldraw/assets'] },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: server },
      '/sync': { target: server.replace(/^http/, 'ws'), ws: true },
    },
  },
});
