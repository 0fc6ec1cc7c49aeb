import type { Mesh } from '#src/graph/ports.ts';
import type { Volume } from '#src/image/volume.ts';
import type { Plane } from './clipPlanes.ts';
import type { Colour, TransferFunction } from './transferFunction.ts';
import type { Camera } from './volumeCamera.ts';

/** How values become a picture. */
export interface VolumeLook {
  readonly transfer: TransferFunction;
  /** A colour table by name, spread from the first to the last of the transfer function's colours in their place. */
  readonly colourMap?: string;
  /** Shows the greatest value along each line of sight (MIP) in place of colours through colours. */
  readonly isMaximum: boolean;
  readonly isShaded: boolean;
}

/** A surface with its colour; opacity from 0, unseen, to 1. */
export interface Surface {
  readonly mesh: Mesh;
  readonly colour: Colour;
  readonly opacity: number;
}

/** All that a 3D view shows. */
export interface SceneContent {
  readonly volume?: Volume;
  readonly look: VolumeLook;
  readonly mask?: { readonly volume: Volume; readonly colour: Colour; readonly opacity: number };
  readonly surfaces: readonly Surface[];
  /** Two opposite corners in mm of what is shown of the image, along its axes; empty: all. */
  readonly box: readonly number[];
  /** What lies in front of them is shown of the image. */
  readonly planes: readonly Plane[];
  /** The same of surfaces, the sides of the box among them; none where they stay whole. */
  readonly surfacePlanes: readonly Plane[];
  readonly background: Colour;
  readonly hasCube: boolean;
}

/** A picture on the graphics card. */
export interface VolumeScene {
  /**
   * Shows a content. Resolves when it is seen, after some time where an image is new, and to false when a newer content came
   * between. Rejects with a sentence when it does not fit.
   */
  show(content: SceneContent): Promise<boolean>;
  setCamera(camera: Camera): void;
  /** The size in device pixels. */
  resize(width: number, height: number): void;
  size(): readonly [width: number, height: number];
  /** A picture of width x height pixels, with or without the cube of directions. Throws a sentence when it cannot be so large. */
  picture(width: number, height: number, hasCube: boolean): HTMLCanvasElement;
  /** The picture as it is seen. */
  still(): HTMLCanvasElement;
  /** Gives the graphics context back. */
  dispose(): void;
}
