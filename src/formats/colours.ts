import type { VoxelType } from '#src/image/volume.ts';
import { type Channel, channelType } from '#src/kernels/colourChannel.ts';
import { requireChannel } from './picture.ts';

/** Voxels that are colours of bytes, side by side, of which one channel is read. */
export interface Colours {
  /** 3 red, green, blue; 4 with alpha. */
  readonly components: 3 | 4;
  readonly channel: Channel;
  /** The type of that channel. */
  readonly type: VoxelType;
}

/**
 * What is read of voxels of so many bytes each: undefined where that is one number. Without a chosen channel it is the luminance. Throws, with
 * `name`, where there is no such channel.
 */
export function coloursOf(components: 1 | 3 | 4, channel: Channel | undefined, name: string): Colours | undefined {
  const chosen = channel ?? 'luminance';
  requireChannel(chosen, components, name);
  return components === 1 ? undefined : { components, channel: chosen, type: channelType(chosen, 'uint8') };
}
