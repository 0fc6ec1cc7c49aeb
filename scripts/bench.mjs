import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Measures this machine: every kernel and the brain mask, single steps and whole processes, against copies, plain TypeScript and Python
 * (bench/main.ts; `npm run bench -- --help`); with `--page` the page (benchPage.mjs). Node runs no TypeScript, so the command line and
 * the bench are built from the sources as they are, into a temporary folder.
 */
if (process.argv.includes('--page')) {
  const { benchPage } = await import('./benchPage.mjs');
  await benchPage();
  const { benchFrames } = await import('./benchFrames.mjs');
  await benchFrames();
} else {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = mkdtempSync(join(tmpdir(), 'voxgraph-bench-'));
  try {
    await buildInto(root, built);
    const main = ['--expose-gc', join(built, 'dist/bench/main.js'), root, built, ...process.argv.slice(2)];
    process.exitCode = spawnSync(process.execPath, main, { stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(built, { recursive: true });
  }
}

/**
 * The command line as the build makes it, and the files of bench/ that run by themselves, flat, since the kernels are looked for beside
 * the file that loads them.
 * @param {string} root
 * @param {string} built
 */
async function buildInto(root, built) {
  const common = { root, mode: 'cli', logLevel: /** @type {const} */ ('error') };
  await build({ ...common, configFile: join(root, 'vite.config.ts'), build: { outDir: join(built, 'dist/cli') } });
  cpSync(join(root, 'bin'), join(built, 'bin'), { recursive: true });
  writeFileSync(join(built, 'package.json'), '{ "type": "module" }');
  const input = Object.fromEntries(
    ['main', 'slabWorker', 'trace', 'foreseen'].map((name) => [name, join(root, `scripts/bench/${name}.ts`)]),
  );
  const output = { format: /** @type {const} */ ('es'), entryFileNames: '[name].js', chunkFileNames: '[name].js' };
  const outDir = join(built, 'dist/bench');
  await build({
    ...common,
    configFile: false,
    ssr: { noExternal: true },
    build: { ssr: true, outDir, target: 'node20', copyPublicDir: false, rolldownOptions: { input, output } },
  });
  cpSync(join(root, 'src/kernels/assembly/kernels.wasm'), join(outDir, 'kernels.wasm'));
}
