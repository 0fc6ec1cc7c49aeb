import type { FileRef, OpenFile } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import type { TaskFile } from './task.ts';

/** Finds the content of a file that a document names; throws a sentence when it is not here. */
export type OpenFileRef = (file: FileRef) => Promise<Blob | OpenFile>;

/** The parameters with every file opened. Throws what `openFile` throws. */
export async function openFiles(
  params: Readonly<Record<string, unknown>>,
  openFile: OpenFileRef,
): Promise<Record<string, unknown>> {
  const opened = await Promise.all(
    Object.entries(params).map(async ([name, value]) => {
      if (!isFileRef(value)) return [name, value];
      const file: TaskFile = { name: value.name, content: await openFile(value) };
      return [name, file];
    }),
  );
  return Object.fromEntries(opened);
}
