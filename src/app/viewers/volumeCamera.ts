import { volumeTexts } from '#src/app/texts/volume.ts';

/** From where a volume is seen: degrees around the patient and above the horizon; a zoom of 1 shows all of it. */
export interface Camera {
  readonly azimuth: number;
  readonly elevation: number;
  readonly zoom: number;
  /** To the right and down, in parts of the picture's shorter side. */
  readonly pan?: readonly [x: number, y: number];
}

/** From the patient's front and left, a little from above. */
export const initialCamera: Camera = { azimuth: 160, elevation: 15, zoom: 1 };

/** The camera turned by a drag of dx, dy CSS pixels, half a degree each: the volume follows the hand. */
export function turned(camera: Camera, dx: number, dy: number): Camera {
  const azimuth = (((camera.azimuth + dx / 2) % 360) + 360) % 360;
  return { ...camera, azimuth, elevation: Math.min(90, Math.max(-90, camera.elevation + dy / 2)) };
}

/** The camera nearer by a factor. */
export function nearer(camera: Camera, factor: number): Camera {
  return { ...camera, zoom: Math.min(10, Math.max(0.2, camera.zoom * factor)) };
}

/** The camera moved by parts of the picture's shorter side, to the right and down; the middle stays in sight. */
export function movedBy(camera: Camera, dx: number, dy: number): Camera {
  const [x, y] = camera.pan ?? [0, 0];
  const most = 0.5 * Math.max(1, camera.zoom);
  const held = (part: number) => Math.min(most, Math.max(-most, part));
  return { ...camera, pan: [held(x + dx), held(y + dy)] };
}

/** The sides of a patient from which one may look, by MeVisLab's letters. */
export const viewSides = volumeTexts.toolbar.sides;
export type ViewSide = keyof typeof viewSides;

const sideAngles: Readonly<Record<ViewSide, readonly [azimuth: number, elevation: number]>> = {
  A: [180, 0],
  P: [0, 0],
  L: [90, 0],
  R: [270, 0],
  H: [0, 90],
  F: [180, -90],
};

/** The camera at a side of the patient; the zoom stays, and what was moved comes back to the middle. */
export function seenFrom(camera: Camera, side: ViewSide): Camera {
  const [azimuth, elevation] = sideAngles[side];
  return { azimuth, elevation, zoom: camera.zoom };
}
