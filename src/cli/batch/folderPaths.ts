import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf } from './globPaths.ts';

/** How many files of a folder are opened to see whether it holds DICOM: they have all kinds of names. */
const maxOpened = 20;

/**
 * The items that a folder stands for: itself where it holds DICOM files, which together are an image; otherwise the files in it that
 * have one of the suffixes, by name. Folders in it are not looked into.
 */
export function* folderPaths(folder: string, suffixes: readonly string[]): Generator<string> {
  const files = entriesOf(folder).filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
  const isImage = (name: string) => suffixes.some((suffix) => name.toLowerCase().endsWith(suffix));
  if (
    holdsDicom(
      folder,
      files.map(({ name }) => name),
      isImage,
    )
  ) {
    yield folder;
    return;
  }
  for (const { name } of files) if (isImage(name)) yield join(folder, name);
}

function holdsDicom(folder: string, names: readonly string[], isImage: (name: string) => boolean): boolean {
  if (names.some((name) => /\.(dcm|ima)$/i.test(name))) return true;
  return names
    .filter((name) => !isImage(name))
    .slice(0, maxOpened)
    .some((name) => isDicom(join(folder, name)));
}

/** Whether a file has the mark of DICOM part 10, after 128 bytes of whatever it likes. */
function isDicom(path: string): boolean {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const mark = Buffer.alloc(4);
      return readSync(descriptor, mark, 0, 4, 128) === 4 && mark.toString('latin1') === 'DICM';
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
