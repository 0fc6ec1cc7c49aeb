import { isDicom } from '#src/formats/dicomFile.ts';
import { bundleOf } from '#src/formats/zipBundle.ts';
import type { OpenFile } from '#src/graph/module.ts';

/** Enough to tell a DICOM file. */
const headBytes = 256;

/**
 * The files of a folder as one, as a drop of the folder in the editor makes it: its DICOM files, the file itself where that is only one, and
 * all files where none is DICOM.
 */
export async function folderBundle(files: readonly OpenFile[], name: string): Promise<OpenFile> {
  const dicom: OpenFile[] = [];
  for (const file of files) {
    if (isDicom(await file.bytes(0, Math.min(headBytes, file.size)))) dicom.push(file);
  }
  return dicom.length === 1 ? dicom[0] : bundleOf(dicom.length > 0 ? dicom : files, name);
}
