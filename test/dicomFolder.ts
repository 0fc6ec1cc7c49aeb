import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bundleOf } from '#src/formats/zipBundle.ts';
import { sourceOf } from './sources.ts';

/** All files of a folder as the bundle that a drop of it makes. */
export function bundledFolder(folder: string) {
  const files = (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => sourceOf(readFileSync(path), `folder/${relative(folder, path)}`));
  return bundleOf(files);
}
