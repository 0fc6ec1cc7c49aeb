import { analyzeAffine, parseAnalyzeHeader } from './analyzeHeader.ts';
import type { ImagePlan } from './imagePlan.ts';
import type { Limits } from './limits.ts';
import { niftiAffine } from './niftiAffine.ts';
import { parseNiftiHeader } from './niftiHeader.ts';
import { niftiLayout } from './niftiLayout.ts';
import type { ReadChoice } from './readChoice.ts';
import type { Head } from './unpackedHead.ts';

/**
 * What the header of an .hdr/.img pair declares, NIfTI or Analyze 7.5; the voxels start at its vox_offset in the other file. Throws,
 * with the values, what readNifti throws of headers.
 */
export function pairPlan(
  head: Head,
  isAnalyze: boolean,
  limits: Limits,
  warn: (sentence: string) => void,
  choice: ReadChoice = {},
): ImagePlan {
  const { name, bytes } = head;
  const analyze = isAnalyze ? parseAnalyzeHeader(bytes, name) : undefined;
  const header = analyze ?? parseNiftiHeader(bytes, name);
  // In a pair the voxels may start at byte 0, which a single file refuses.
  const layout = niftiLayout({ ...header, singleFile: true, voxOffset: 0 }, name, limits, warn, choice);
  const start = header.voxOffset;
  if (!(Number.isSafeInteger(start) && start >= 0 && start <= limits.headerBytes)) {
    throw new Error(
      `${name} says that its voxels start at byte ${start} (vox_offset); that must be 0 to ${limits.headerBytes}: the header is damaged`,
    );
  }
  const affine = analyze
    ? analyzeAffine(analyze, layout.size, name, warn)
    : niftiAffine(header, layout.size, name, warn);
  const dataFile = name.replace(/hdr(\.gz)?$/i, 'img$1');
  return {
    ...layout,
    affine,
    littleEndian: header.littleEndian,
    packing: 'raw',
    offset: 0,
    start: start + layout.frame * layout.bytes,
    dataFile,
  };
}
