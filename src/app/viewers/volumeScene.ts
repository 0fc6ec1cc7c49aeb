import type { Volume } from '#src/image/volume.ts';
import type { WindowLevel } from './windowLevel.ts';

/** From where a volume is seen: degrees around the patient and above the horizon; a zoom of 1 shows all of it. */
export interface Camera {
  readonly azimuth: number;
  readonly elevation: number;
  readonly zoom: number;
}

/** From the patient's front and left, a little from above. */
export const initialCamera: Camera = { azimuth: 160, elevation: 15, zoom: 1 };

/** How values become colours: from transparent at the lower end of the window to opaque at the upper. */
export interface VolumeLook {
  readonly window: WindowLevel;
  readonly colorMap: string;
}

/** A picture of a volume on the graphics card. */
export interface VolumeScene {
  /** Shows a volume. Costs up to seconds for large ones, on the page's own thread. Throws a sentence when it does not fit. */
  show(volume: Volume, look: VolumeLook): void;
  setCamera(camera: Camera): void;
  /** The picture as a data URL (PNG). */
  snapshot(): string;
  /** Gives the graphics context back. */
  dispose(): void;
}

/** The camera turned by a drag of dx, dy CSS pixels, half a degree each: the volume follows the hand. */
export function turned(camera: Camera, dx: number, dy: number): Camera {
  const azimuth = (((camera.azimuth + dx / 2) % 360) + 360) % 360;
  return { ...camera, azimuth, elevation: Math.min(90, Math.max(-90, camera.elevation + dy / 2)) };
}

/** The camera nearer by a factor. */
export function nearer(camera: Camera, factor: number): Camera {
  return { ...camera, zoom: Math.min(10, Math.max(0.2, camera.zoom * factor)) };
}
