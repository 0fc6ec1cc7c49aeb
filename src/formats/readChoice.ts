import type { Channel } from '#src/kernels/colourChannel.ts';
import type { ByteSource } from './byteSource.ts';

/** What a caller chooses where a file leaves a choice. */
export interface ReadChoice {
  /** The files that were chosen beside the one to read: its voxels may be in one of them. */
  readonly others?: readonly ByteSource[];
  /** Which image of a file of several, from 0 on. Without it such a file is refused. */
  readonly frame?: number;
  /** Which channel of a colour image. Without it, luminance; of a picture with a palette, the numbers of its colours. */
  readonly channel?: Channel;
  /** Which series of a set of DICOM files (dicomSeries.ts); without it the only one. */
  readonly series?: string;
}

/**
 * The number of the image to read of a file of `frames`. Throws, with the axes as they stand in the file, when there are several and
 * none is chosen, or when there is no such image.
 */
export function chosenFrame(frames: number, axes: readonly number[], frame: number | undefined, name: string): number {
  if (frames === 1) return 0;
  if (frame === undefined) {
    throw new Error(
      `3D expected, ${name} has ${frames} images (${axes.join('×')}): choose the number of one (frame), or save it as a 3D image`,
    );
  }
  if (Number.isInteger(frame) && frame >= 0 && frame < frames) return frame;
  throw new Error(
    `${name} has ${frames} images (${axes.join('×')}), and number ${frame} is none of 0 to ${frames - 1}`,
  );
}

/** Says that a file holds more than what is read, in the same words whichever it is; nothing where it does not. */
export function warnOfFrames(frames: number, name: string, warn: (sentence: string) => void): void {
  if (frames > 1) warn(`${name} has ${frames} images (0 to ${frames - 1}), of which Frame chooses one`);
}
