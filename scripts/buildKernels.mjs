import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/kernels/assembly/', import.meta.url));
const target = join(folder, 'kernels.wasm');

/** Builds src/kernels/assembly into one WebAssembly file, unless that is newer than all of its sources. */
export async function buildKernels() {
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  if (
    modified(target) >
    Math.max(...sources.map((name) => modified(join(folder, name))), modified(fileURLToPath(import.meta.url)))
  )
    return;
  const { default: asc } = await import('assemblyscript/asc');
  // Several processes may build at the same time: each in a folder of its own, and the last one to finish wins.
  const made = mkdtempSync(join(folder, 'build-'));
  try {
    const { error, stderr } = await asc.main(
      [
        join(folder, 'index.ts'),
        '--baseDir',
        folder,
        '--outFile',
        join(made, 'kernels.wasm'),
        '--enable',
        'simd',
        '--runtime',
        'stub',
        '-O3',
        '--noAssert',
        '--initialMemory',
        '2',
        '--use',
        'abort=',
      ],
      {
        readFile: (name, base) => {
          try {
            return readFileSync(join(base, name), 'utf8');
          } catch {
            return null;
          }
        },
        writeFile: (_name, contents) => writeFileSync(join(made, 'kernels.wasm'), contents),
      },
    );
    if (error) throw new Error(`The kernels could not be built: ${error.message}\n${stderr.toString()}`);
    renameSync(join(made, 'kernels.wasm'), target);
  } finally {
    rmSync(made, { recursive: true });
  }
}

/** @param {string} path */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
