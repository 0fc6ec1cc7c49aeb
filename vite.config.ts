import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { buildKernels } from './scripts/buildKernels.mjs';
import { chromiumArgs, findChromium } from './scripts/chromium.mjs';
import { cliBundle } from './scripts/cliBundle.mjs';
import { compiledAtStart } from './scripts/compiledAtStart.mjs';
import { definitionsOnly } from './scripts/definitionsOnly.mjs';
import { contentSecurityPolicy, isolationHeaders } from './scripts/headers.mjs';

const kernelsBesideTheBundle: Plugin = {
  name: 'kernels-beside-the-bundle',
  generateBundle() {
    const source = readFileSync(new URL('./src/kernels/assembly/kernels.wasm', import.meta.url));
    this.emitFile({ type: 'asset', fileName: 'kernels.wasm', source });
  },
};

/** The decoders of src/formats/codec.ts, which only runs that need them load. */
const codecsBesideTheBundle: Plugin = {
  name: 'codecs-beside-the-bundle',
  generateBundle() {
    const { resolve } = createRequire(import.meta.url);
    for (const name of ['codec-libjpeg-turbo-8bit', 'codec-charls', 'codec-openjpeg']) {
      const script = readFileSync(resolve(`@cornerstonejs/${name}/decodewasmjs`));
      const wasm = readFileSync(resolve(`@cornerstonejs/${name}/decodewasm`));
      this.emitFile({ type: 'asset', fileName: `codecs/${name}.cjs`, source: script });
      this.emitFile({ type: 'asset', fileName: `codecs/${name}.wasm`, source: wasm });
    }
  },
};

/** The decoders ask for Node's modules where they run in Node; a page has none, and never asks. */
const noNodeInThePage: Plugin = {
  name: 'no-node-in-the-page',
  enforce: 'pre',
  apply: 'build',
  resolveId(id, importer) {
    return /^(fs|path|crypto)$/.test(id) && importer?.includes('@cornerstonejs') ? '\0none' : undefined;
  },
  load(id) {
    return id === '\0none' ? 'export default {}' : undefined;
  },
};

const cli = {
  plugins: [kernelsBesideTheBundle, codecsBesideTheBundle, cliBundle],
  ssr: { noExternal: true as const },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    rolldownOptions: {
      output: {
        format: 'cjs' as const,
        entryFileNames: 'voxgraph.js',
        chunkFileNames: '[name]-[hash].js',
        // Every run reads it; names stay, for whoever reports an error.
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        // What few modules share is a file by itself, or a run would open dozens of small ones.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 4, test: isOftenShared }] },
      },
    },
    copyPublicDir: false,
  },
};

/** What finds percentiles and what computes powers and exponentials is shared by some modules of which few networks have one. */
function isOftenShared(path: string): boolean {
  return !/\/kernels\/(summarizeValues|percentiles|ranksSimd|selectRank|power|powerTables|exponential)\.ts$/.test(path);
}

// Whatever is served, built or tested needs the kernels; nothing is done while they are newer than their sources.
await buildKernels();

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

export default defineConfig(({ mode }) => ({
  define: { 'import.meta.env.VOXGRAPH_VERSION': JSON.stringify(version) },
  plugins: [
    react(),
    ...(mode === 'cli' ? [] : [noNodeInThePage, definitionsOnly, compiledAtStart]),
    {
      name: 'content-security-policy',
      apply: 'build',
      transformIndexHtml: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
          injectTo: 'head-prepend',
        },
      ],
    },
  ],
  server: { headers: isolationHeaders },
  preview: { headers: { ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy } },
  worker: { format: 'es', plugins: () => [noNodeInThePage] },
  // All that is prepared once for the browser, before it is first met: a test that is under way would be loaded anew.
  optimizeDeps: {
    include: [
      '@base-ui/react/dialog',
      '@base-ui/react/menu',
      '@base-ui/react/popover',
      '@cornerstonejs/codec-charls/decodewasmjs',
      '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
      '@cornerstonejs/codec-openjpeg/decodewasmjs',
      '@dagrejs/dagre',
      '@niivue/niivue',
      '@xyflow/react',
      'dockview-react',
      'fast-check',
      'fflate',
      'idb',
      'immer',
      'react-dom/client',
      'zustand',
      'zustand/react/shallow',
    ],
  },
  ...(mode === 'cli'
    ? cli
    : {
        build: {
          outDir: 'dist/app',
          target: 'es2023',
          // All browsers of that age know it.
          modulePreload: { polyfill: false },
          chunkSizeWarningLimit: 1500,
          rolldownOptions: {
            output: {
              // The browser keeps them when Voxgraph changes.
              codeSplitting: {
                groups: [
                  {
                    name: 'libraries',
                    test: /node_modules\/(react|scheduler|@xyflow|d3-|dockview|@base-ui|@floating-ui|immer|zustand|idb)/,
                  },
                ],
              },
            },
          },
          license: { fileName: 'licenses.md' },
        },
      }),
  test: {
    // All processors: what waits for pages and processes leaves time for others.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          // What the files share is loaded once a worker: each leaves limits, environment and folders as it found them.
          isolate: false,
          setupFiles: ['test/loadKernels.ts', 'test/fixedSeed.ts'],
          // A whole machine at work takes its time; a test that hangs is still told from one that waits.
          testTimeout: 60_000,
          include: ['test/*.test.ts', 'src/**/*.test.ts', 'modules/**/*.test.ts'],
        },
      },
      {
        extends: true,
        // A page has no environment.
        define: { 'import.meta.env.VOXGRAPH_SOAK': JSON.stringify(process.env.VOXGRAPH_SOAK ?? '') },
        test: {
          name: 'browser',
          include: ['test/browser/*.test.{ts,tsx}'],
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findChromium(), args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          isolate: false,
          include: ['test/e2e/*.test.ts'],
          // Two pages at a time: one waits while the other computes.
          maxWorkers: 2,
          // A second chance, which the report names, where the machine is shared; the soak gives none.
          retry: process.env.VOXGRAPH_SOAK === '1' ? 0 : 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}));
