import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');

/** The command line as it is installed, in processes of its own. */
export interface BuiltCli {
  /** Runs it to its end. */
  readonly run: (...args: string[]) => { readonly code: number | null; readonly out: string; readonly err: string };
  /** Starts it. */
  readonly start: (...args: string[]) => ChildProcess;
}

/** Copies what is installed into a folder, without the bundle. */
export function installedCli(folder: string): BuiltCli {
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const program = join(folder, 'bin/voxgraph.js');
  return {
    run(...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
      return { code: status, out: stdout.trimEnd(), err: stderr.trimEnd() };
    },
    start: (...args) => spawn(process.execPath, [program, ...args], { stdio: 'ignore' }),
  };
}

/** Builds the bundle into the folder of `installedCli`. */
export async function buildBundle(folder: string): Promise<void> {
  await build({ root, mode: 'cli', logLevel: 'error', build: { outDir: join(folder, 'dist/cli'), emptyOutDir: true } });
}
