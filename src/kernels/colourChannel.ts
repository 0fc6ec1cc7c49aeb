import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';

/** What of a colour becomes the one value of a voxel. */
export type Channel = 'luminance' | 'red' | 'green' | 'blue' | 'alpha' | 'hue' | 'saturation' | 'value';

/** Where a component stands among those of a pixel: red, green, blue, alpha, or grey, alpha. Undefined where it is none of them. */
export function componentOf(channel: Channel, components: number): number | undefined {
  if (channel === 'alpha') return components === 2 || components === 4 ? components - 1 : undefined;
  if (components <= 2) return channel === 'luminance' ? 0 : undefined;
  const at = ['red', 'green', 'blue'].indexOf(channel);
  return at < 0 ? undefined : at;
}

/**
 * The type of a channel of samples: that of the samples, but for hue, saturation and value, which are fractions: float32, and float64 where
 * float32 does not hold every sample.
 */
export function channelType(channel: Channel, stored: VoxelType): VoxelType {
  if (channel !== 'hue' && channel !== 'saturation' && channel !== 'value') return stored;
  return stored === 'float64' || stored === 'uint32' || stored === 'int32' ? 'float64' : 'float32';
}

/**
 * Writes a channel of pixels, whose components stand side by side, into `to` from `at` on.
 *
 * Luminance is 0.2125 R + 0.7154 G + 0.0721 B, the weights of skimage.color.rgb2gray (ITU-R BT.709 as Poynton rounds them), in the units
 * of the samples; of integers it is rounded to the nearest, so that grey stored as colour comes out as it was stored. Hue, saturation
 * and value are those of skimage.color.rgb2hsv: 0 to 1 for integers, whose largest value counts as 1; grey has hue 0 and
 * saturation 0. Alpha is a component as others and changes no colour. Throws where the pixels have no such channel.
 */
export function takeChannel(from: Voxels, components: number, channel: Channel, to: Voxels, at: number): void {
  const component = componentOf(channel, components);
  if (component !== undefined) {
    for (let n = component, m = at; n < from.length; n += components) to[m++] = from[n];
    return;
  }
  if (components < 3 || channel === 'alpha') throw new Error(`Pixels of ${components} values have no ${channel}`);
  const facts = voxelTypes[voxelTypeOf(from)];
  const unit = facts.integer ? 1 / facts.max : 1;
  switch (channel) {
    case 'luminance':
      luminance(from, components, facts.integer, to, at);
      return;
    case 'hue':
      hue(from, components, unit, to, at);
      return;
    case 'saturation':
    case 'value':
      saturationOrValue(from, components, unit, channel === 'value', to, at);
      return;
    default:
      throw new Error(`Pixels of ${components} values have no ${channel}`);
  }
}

/** The weights are whole ten-thousandths, and their sum is one: equal components give themselves. */
function luminance(from: Voxels, components: number, isInteger: boolean, to: Voxels, at: number): void {
  for (let n = 0, m = at; n < from.length; n += components) {
    const r = from[n];
    const g = from[n + 1];
    const b = from[n + 2];
    if (r === g && g === b) to[m++] = r;
    else if (isInteger) to[m++] = Math.round((2125 * r + 7154 * g + 721 * b) / 10000);
    else to[m++] = 0.2125 * r + 0.7154 * g + 0.0721 * b;
  }
}

function hue(from: Voxels, components: number, unit: number, to: Voxels, at: number): void {
  for (let n = 0, m = at; n < from.length; n += components) {
    const r = from[n] * unit;
    const g = from[n + 1] * unit;
    const b = from[n + 2] * unit;
    const most = Math.max(r, g, b);
    const delta = most - Math.min(r, g, b);
    let sixths = 0;
    if (delta > 0) {
      if (b === most) sixths = 4 + (r - g) / delta;
      else if (g === most) sixths = 2 + (b - r) / delta;
      else sixths = (g - b) / delta;
    }
    const turn = sixths / 6;
    to[m++] = turn - Math.floor(turn);
  }
}

function saturationOrValue(
  from: Voxels,
  components: number,
  unit: number,
  isValue: boolean,
  to: Voxels,
  at: number,
): void {
  for (let n = 0, m = at; n < from.length; n += components) {
    const r = from[n] * unit;
    const g = from[n + 1] * unit;
    const b = from[n + 2] * unit;
    const most = Math.max(r, g, b);
    if (isValue) to[m++] = most;
    else {
      const delta = most - Math.min(r, g, b);
      to[m++] = delta > 0 ? delta / most : 0;
    }
  }
}
