import type { ByteSource } from './byteSource.ts';
import { shown } from './headerFields.ts';

/**
 * The file that holds the voxels of a header: the one of that name among the files that were chosen with it, without its folder;
 * else the only one, with a warning. Throws a sentence that names the missing file.
 */
export function dataFileOf(
  dataFile: string,
  header: ByteSource,
  others: readonly ByteSource[],
  warn: (sentence: string) => void,
): ByteSource {
  const wanted = dataFile.split(/[/\\]/).at(-1) ?? dataFile;
  const found = others.find((other) => other.name === wanted);
  if (found) return found;
  if (others.length === 1) {
    warn(`${header.name} keeps its voxels in ${shown(wanted)}; they are read from ${others[0].name} instead`);
    return others[0];
  }
  throw new Error(`${header.name} keeps its voxels in the file ${shown(wanted)}: choose that one too`);
}
