/** A file that was chosen or dropped, with its path below what was chosen: "study/series/IM1", or only a name. */
export interface PickedFile {
  readonly file: File;
  readonly path: string;
}

/** The folder that was chosen; undefined for a file that was chosen itself. */
export function rootOf({ path }: PickedFile): string | undefined {
  const slash = path.indexOf('/');
  return slash < 0 ? undefined : path.slice(0, slash);
}

/** The path of the folder that a file lies in, with the slash behind it. */
export function folderOf({ path }: PickedFile): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Files of a file input in one batch; the input tells paths where a folder was chosen. */
export async function* pickedOf(files: Iterable<File>): AsyncGenerator<readonly PickedFile[], void> {
  yield [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}
