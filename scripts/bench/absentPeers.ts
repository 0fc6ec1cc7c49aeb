import { spawnSync } from 'node:child_process';
import { python } from './peer.ts';

/** Whether Debian's Python can import a package. */
export function hasPackage(name: string): boolean {
  return spawnSync(python, ['-c', `import ${name}`]).status === 0;
}

/** A line for each strong peer that the table has no figures of, and why. */
export function absentPeers(): readonly string[] {
  const packages = ['cc3d', 'fill_voids', 'edt', 'itk', 'SimpleITK'].filter((name) => !hasPackage(name));
  const programs = ['niimath', 'c3d'].filter((name) => spawnSync(name, ['--help']).error !== undefined);
  return [...packages.map((name) => `Python package ${name}`), ...programs].map((name) => `${name}: not installed`);
}
