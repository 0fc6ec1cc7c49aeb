import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const python = '/usr/bin/python3';

/** Whether Debian's Python has a package; where it has not, this is said. */
export function hasPython(name: string, purpose: string): boolean {
  const has = spawnSync(python, ['-c', `import ${name}`]).status === 0;
  if (!has) console.warn(`Skipped: ${python} has no ${name}, so it does not check ${purpose}`);
  return has;
}

/**
 * Writes the files into a folder of their own and runs a script with their paths as arguments; returns what it printed, a JSON
 * value a line.
 */
export function askPython(script: string, files: readonly (readonly [name: string, bytes: Uint8Array])[]): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'voxgraph-python-'));
  try {
    const paths = files.map(([name]) => join(folder, name));
    for (const [n, path] of paths.entries()) writeFileSync(path, files[n][1]);
    const run = spawnSync(python, ['-c', script, ...paths], { encoding: 'utf8', cwd: folder, maxBuffer: 2 ** 26 });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
