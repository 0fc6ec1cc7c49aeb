import { spawnSync } from 'node:child_process';
import { python } from './peer.ts';

const packages: readonly string[] = ['cc3d', 'fill_voids', 'edt'];
const programs: readonly string[] = ['niimath', 'c3d'];

/** Whether Debian's Python can import a package of that name, or a program of that name is on the path. */
export function isInstalled(name: string): boolean {
  if (programs.includes(name)) return spawnSync(name, ['--help']).error === undefined;
  return spawnSync(python, ['-c', `import ${name}`]).status === 0;
}

/** A line for each strong peer that the table has no figures of, and why. */
export function absentPeers(): readonly string[] {
  const absent = [...packages, ...programs].filter((name) => !isInstalled(name));
  return absent.map((name) => `${packages.includes(name) ? 'Python package ' : ''}${name}: not installed`);
}
