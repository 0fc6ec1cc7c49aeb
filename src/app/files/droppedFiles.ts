import { fileTexts } from '#src/app/texts/files.ts';
import type { PickedFile } from './pickedFile.ts';

/** More than any study has; a whole disk that is dropped by mistake is left there. */
export const mostFiles = 100_000;

/** A browser makes the files that are asked for at once in one task: hundreds block the page for as many milliseconds. */
const atOnce = 8;

/** What a drop brought, taken while its event lasts: afterwards the browser has forgotten it. */
export type Dropped = readonly (FileSystemEntry | File)[];

/** The files and folders of a drop. Call it within the event. */
export function takeDropped(data: DataTransfer): Dropped {
  const items = [...data.items].filter(({ kind }) => kind === 'file');
  // An entry knows a folder from a file; a drop that a script made has files only.
  const taken = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return taken.some((each) => each !== null) ? taken.filter((each) => each !== null) : [...data.files];
}

/**
 * The files of a drop in batches as they are found, folders walked completely. Throws when the signal is aborted, and a sentence when
 * there are more than `mostFiles`, or when a folder cannot be read.
 */
export async function* walkDropped(dropped: Dropped, signal: AbortSignal): AsyncGenerator<readonly PickedFile[], void> {
  const folders: FileSystemDirectoryEntry[] = [];
  let count = 0;
  async function* batch(entries: Dropped): AsyncGenerator<readonly PickedFile[], void> {
    for (let at = 0; at < entries.length; at += atOnce) {
      const found = await Promise.all(entries.slice(at, at + atOnce).map(pickedFrom));
      signal.throwIfAborted();
      const files = found.filter((each) => each !== undefined);
      count += files.length;
      if (count > mostFiles) {
        throw new Error(fileTexts.intake.manyFiles(mostFiles));
      }
      if (files.length > 0) yield files;
    }
  }
  function pickedFrom(entry: FileSystemEntry | File): Promise<PickedFile> | PickedFile | undefined {
    if (entry instanceof File) return { file: entry, path: entry.name };
    if (isFolder(entry)) folders.push(entry);
    return isFile(entry) ? fileOf(entry) : undefined;
  }
  yield* batch(dropped);
  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    const reader = folder.createReader();
    // A reader gives a hundred entries at most each time, and none when it has given all.
    for (let entries = await entriesOf(reader, folder); entries.length > 0; entries = await entriesOf(reader, folder)) {
      yield* batch(entries);
    }
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<PickedFile> {
  return new Promise((resolve, reject) => {
    entry.file(
      (file) => resolve({ file, path: entry.fullPath.replace(/^\//, '') }),
      (error) => reject(unreadable(entry, error)),
    );
  });
}

function entriesOf(reader: FileSystemDirectoryReader, folder: FileSystemEntry): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, (error) => reject(unreadable(folder, error))));
}

function unreadable({ name }: FileSystemEntry, error: Error): Error {
  return new Error(fileTexts.intake.notRead(name, error.message));
}
