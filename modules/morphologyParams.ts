import type { ParamValue } from '#src/graph/module.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import { spacingOf } from '#src/image/affine.ts';
import { cropSlab, type Vec3, type Volume } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { type ElementShape, elementOf, reachOf } from '#src/kernels/axisElements.ts';
import { type Bitmask, isSameMask, releaseBitmasks, sliceMask, withBitmasks } from '#src/kernels/bitmask.ts';
import { greyMorphology } from '#src/kernels/greyMorphology.ts';
import { type MorphologyBorder, type MorphologyStep, maskMorphology } from '#src/kernels/maskMorphology.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import type { StructuringElement } from '#src/kernels/structuringElement.ts';

/** The fields of all modules of morphology. */
export const morphologyParams = {
  mode: {
    kind: 'choice',
    label: 'Input is',
    default: 'Mask',
    options: { Mask: 'A mask: 0 and not 0', Grey: 'Grey values' },
    help: 'Of a mask the result is 0 and 1; of grey values the largest or smallest under the element, in the type of the image.',
  },
  shape: {
    kind: 'choice',
    label: 'Shape',
    default: 'Ball',
    options: { Ball: 'Ball', Box: 'Box', Cross: 'Cross' },
    help: 'A cross is made of the lines along the three axes; with radius 1 it is the ball of radius 1.',
  },
  perAxis: {
    kind: 'boolean',
    label: 'Radius per axis',
    default: false,
    help: 'Three radii, along i, j and k, instead of one.',
  },
  radius: {
    kind: 'number',
    label: 'Radius',
    default: 3,
    min: 0,
    max: 200,
    step: 1,
    when: { perAxis: [false] },
    help: 'From the centre of the middle voxel to the outermost centres; fractions are allowed.',
  },
  radii: {
    kind: 'vector',
    label: 'Radii',
    default: [3, 3, 3],
    when: { perAxis: [true] },
    help: 'Along i, j and k, 0 to 200 each. A MeVisLab kernel of 3, 3, 1 has the radii 1, 1, 0.',
  },
  unit: {
    kind: 'choice',
    label: 'Unit',
    default: 'Voxels',
    options: { Voxels: 'Voxels', mm: 'mm' },
    help: 'Of the radius. In mm a ball is round in the world, whatever the spacing.',
  },
  iterations: {
    kind: 'integer',
    label: 'Iterations',
    default: 1,
    min: 1,
    max: 10,
    help: 'How often each step is done: two of a closing are dilation twice, then erosion twice.',
  },
  border: {
    kind: 'choice',
    label: 'Outside the image',
    default: 'Ignore',
    options: { Ignore: 'Does not count', Background: 'Is background (0)' },
    help: 'Ignored, nothing is eaten at the faces (scikit-image); as background erosion eats there (scipy.ndimage).',
  },
} as const;

/** What grey values are since the version that tells infinities from NaN. */
export function greyChange({ mode }: Readonly<Record<string, ParamValue>>): string | undefined {
  return mode === 'Grey'
    ? 'an infinity with nothing but its like under the element stays one, and is not NaN'
    : undefined;
}

/** What the fields hold when a module runs. */
export interface MorphologyValues {
  readonly mode: 'Mask' | 'Grey';
  readonly shape: ElementShape;
  readonly perAxis: boolean;
  readonly radius: number;
  readonly radii: readonly number[];
  readonly unit: 'Voxels' | 'mm';
  readonly iterations: number;
  readonly border: MorphologyBorder;
}

const most = 200;

/** "Ball 3 voxels", for the second line of a node. */
export function elementText({ shape, perAxis, radius, radii, unit }: Readonly<Record<string, ParamValue>>): string {
  const size = perAxis && Array.isArray(radii) ? radii.join('×') : radius;
  return `${shape} ${size} ${unit === 'mm' ? 'mm' : 'voxels'}`;
}

/** The structuring element of the fields. Throws when the radii are not three numbers from 0 to 200. */
export function elementOfParams(params: MorphologyValues, spacing: Vec3): StructuringElement {
  const radii = radiiOf(params);
  if (!radii) throw new Error(`Radii must be three numbers from 0 to ${most}, not ${params.radii.join(', ')}`);
  return elementOf(params.shape, radii, stepsOf(params, spacing));
}

/** How many slices so many dilations or erosions reach along k; undefined where the radii are wrong, so that `run` says it. */
export function haloOf(params: MorphologyValues, spacing: Vec3, steps: number): number | undefined {
  const radii = radiiOf(params);
  return radii && steps * params.iterations * reachOf(radii, stepsOf(params, spacing))[2];
}

/**
 * An image after some dilations and erosions, each done as often as the fields say; masks are bytes of 0 and 1. Given the `wanted` of
 * the context, it has the wanted slices alone.
 */
export function morphologyOf(
  input: Volume,
  params: MorphologyValues,
  steps: readonly MorphologyStep[],
  context: RunContext,
  wantedOf?: RunContext['wanted'],
): Volume {
  const { size, affine, meta } = input;
  const element = elementOfParams(params, spacingOf(affine));
  const repeated = steps.flatMap((step) => new Array<MorphologyStep>(params.iterations).fill(step));
  const progress = (fraction: number) => context.progress(fraction);
  if (params.mode === 'Grey') {
    const slab = wantedOf?.() ?? { start: 0, end: size[2] };
    const grid = cropSlab(input, slab);
    const voxels = context.allocate(voxelTypeOf(input.voxels), grid.voxels.length, 'nothing');
    greyMorphology(input.voxels, voxels, size, repeated, element, params.border, progress, slab);
    return { size: grid.size, affine: grid.affine, voxels, meta };
  }
  const wanted = wantedOf?.() ?? { start: 0, end: size[2] };
  const grid = cropSlab(input, wanted);
  const voxels = context.allocate('uint8', grid.voxels.length, input.voxels);
  withBitmasks(size, () => {
    const packed = packForeground(input.voxels, size, () => context.progress(0));
    const result = maskMorphology(packed, repeated, element, params.border, progress);
    // What is told of the result is told of the slices that are right: those beside them lack neighbours.
    const [before, mask] = [sliceMask(packed, wanted), sliceMask(result, wanted)];
    if (isSameMask(before, mask)) {
      context.warn(
        'The mask is as it was, since nothing in it is so small: set a larger radius or another shape',
        'whole',
      );
    }
    if (isEmpty(mask)) {
      context.warn('No voxel of the result is foreground: set a smaller radius, or check what makes the mask', 'whole');
    }
    unpackInto(mask, voxels);
    releaseBitmasks(packed, result);
  });
  return { size: grid.size, affine: grid.affine, voxels };
}

function isEmpty({ words }: Bitmask): boolean {
  for (let n = 0; n < words.length; n++) if (words[n] !== 0) return false;
  return true;
}

function radiiOf({ perAxis, radius, radii }: MorphologyValues): Vec3 | undefined {
  if (!perAxis) return [radius, radius, radius];
  const [ri, rj, rk] = radii;
  return radii.length === 3 && radii.every((r) => r >= 0 && r <= most) ? [ri, rj, rk] : undefined;
}

/** How far apart neighbouring voxels count: by their spacing, or 1 where the radius is in voxels. */
function stepsOf({ unit }: MorphologyValues, spacing: Vec3): Vec3 {
  return unit === 'mm' ? spacing : [1, 1, 1];
}
