import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { OpenFile } from '#src/graph/module.ts';

/** A file below a folder; its name is its path from there. */
export interface FolderFile extends OpenFile {
  readonly path: string;
}

/**
 * All files below a folder, in the order of their names. Links are followed to files, not to folders, so that no file is met twice. A file is
 * open only while it is read: a folder may hold more than a process may have open.
 */
export function folderFiles(folder: string): readonly FolderFile[] {
  const files: FolderFile[] = [];
  const wait = [folder];
  for (let next = wait.pop(); next !== undefined; next = wait.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) wait.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile())) {
        files.push(openedToRead(path, relative(folder, path).replaceAll(sep, '/')));
      }
    }
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function openedToRead(path: string, name: string): FolderFile {
  const { size } = statSync(path);
  return {
    path,
    name,
    size,
    async bytes(start = 0, end = size) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const descriptor = openSync(path, 'r');
      try {
        let filled = 0;
        while (filled < bytes.length) {
          const count = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
          if (count === 0) break;
          filled += count;
        }
        return bytes.subarray(0, filled);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}
