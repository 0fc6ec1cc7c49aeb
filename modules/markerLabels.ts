import { additionalSeedsParam, seedsPort } from '#modules/seedPorts.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import type { Bitmask } from '#src/kernels/bitmask.ts';
import { packForeground } from '#src/kernels/pack.ts';
import type { Progress } from '#src/kernels/progress.ts';
import { seedVoxels } from '#src/kernels/seedVoxels.ts';

/** Voxels between two reports of progress. */
const voxelsAtATime = 2 ** 20;

/** The inputs and fields of modules that grow labels from markers. */
export const markerPorts = {
  input0: { type: 'image', label: 'Image' },
  input1: {
    type: 'image',
    label: 'Markers',
    optional: true,
    help: 'A label image: whole numbers, 0 where there is no marker.',
  },
  input2: { type: 'image', label: 'Mask', optional: true, help: 'Only where it is neither 0 nor NaN labels grow.' },
  seeds: { ...seedsPort, help: 'Points of type 0 are markers of label 1, of type 1 of label 2, and so forth.' },
} as const;
export const markerParams = {
  additionalSeeds: {
    ...additionalSeedsParam,
    help: 'Markers as x, y, z in mm (RAS+) and a type: 0 is label 1, 1 is label 2.',
  },
} as const;

interface MarkerInputs {
  readonly input0: Volume;
  readonly input1?: Volume;
  readonly input2?: Volume;
  readonly seeds?: readonly number[];
}

/** The mask of an input, where there is one. Throws where it lies on another grid than the image. */
export function maskOfInput({ input0, input2 }: MarkerInputs): Bitmask | undefined {
  if (!input2) return undefined;
  requireSameGrid(input0, 'Image', input2, 'Mask');
  return packForeground(input2.voxels, input2.size);
}

/**
 * Writes the labels of the markers into zeroed voxels, those of points over those of the label image, and returns how many different ones
 * there are, and how many points lie outside of the image. Throws, with what to do, where there is no marker, where labels are not whole
 * numbers, and where the label image lies on another grid.
 */
export function writeMarkers(
  { input0, input1, seeds }: MarkerInputs,
  additional: readonly number[],
  labels: Int32Array,
  progress: Progress,
): { readonly kinds: 0 | 1 | 2; readonly outside: number } {
  if (input1) {
    requireSameGrid(input0, 'Image', input1, 'Markers');
    copyLabels(input1.voxels, labels, progress);
  }
  const points = seedVoxels([...(seeds ?? []), ...additional], input0);
  for (let n = 0; n < points.voxels.length; n++) {
    if (points.types[n] < 0)
      throw new Error(`A point has the type ${points.types[n]}, but labels come from types of 0 and more`);
    labels[points.voxels[n]] = points.types[n] + 1;
  }
  const kinds = countKinds(labels, progress);
  if (kinds === 0) {
    throw new Error(
      'There is no marker in the image: connect a label image to Markers, or the markers of a View2D to Seeds',
    );
  }
  return { kinds, outside: points.count - points.voxels.length };
}

function copyLabels(voxels: Voxels, labels: Int32Array, progress: Progress): void {
  for (let n = 0; n < labels.length; n++) {
    if (n % voxelsAtATime === 0) progress(0);
    const label = voxels[n];
    if (label === 0) continue;
    if ((label | 0) !== label)
      throw new Error(`Markers must be whole numbers that fit 32 bits, but one voxel holds ${label}`);
    labels[n] = label;
  }
}

/** How many different labels there are but 0, up to 2: more make no difference, and each would take memory. */
function countKinds(labels: Int32Array, progress: Progress): 0 | 1 | 2 {
  let first = 0;
  for (let n = 0; n < labels.length; n++) {
    if (n % voxelsAtATime === 0) progress(0);
    const label = labels[n];
    if (label === first || label === 0) continue;
    if (first !== 0) return 2;
    first = label;
  }
  return first === 0 ? 0 : 1;
}
