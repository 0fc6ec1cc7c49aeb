import { readFileSync } from 'node:fs';

/** The version of Voxgraph. The package lies two folders above this module, in the source tree (src/cli) and once built (dist/cli). */
export function packageVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
