import { zipSync } from 'fflate';
import { volumeTexts } from '#src/app/texts/volume.ts';
import type { PictureRequest } from './PictureCard.tsx';
import { pngOf } from './pictureFile.ts';
import type { Camera } from './volumeCamera.ts';
import type { VolumeScene } from './volumeScene.ts';

const filmType = 'video/webm';
const framesPerSecond = 25;

/** Whether this browser makes WebM films. */
export function canFilm(): boolean {
  return 'MediaRecorder' in globalThis && MediaRecorder.isTypeSupported(filmType);
}

/** Calls `take` with each picture of a whole turn; the camera is as before afterwards. */
async function turn(
  scene: VolumeScene,
  camera: Camera,
  { width, height, hasAnnotations }: PictureRequest,
  frames: number,
  take: (picture: HTMLCanvasElement, n: number) => Promise<void>,
): Promise<void> {
  try {
    for (let n = 0; n < frames; n++) {
      scene.setCamera({ ...camera, azimuth: (camera.azimuth + (360 * n) / frames) % 360 });
      await take(scene.picture(width, height, hasAnnotations), n);
    }
  } finally {
    scene.setCamera(camera);
  }
}

/** A whole turn as numbered PNG files in a zip archive; `tell` gets the part that is done. */
export async function turnAsPictures(
  scene: VolumeScene,
  camera: Camera,
  request: PictureRequest,
  frames: number,
  tell: (part: number) => void,
): Promise<Blob> {
  const files: Record<string, Uint8Array> = {};
  const digits = String(frames - 1).length;
  await turn(scene, camera, request, frames, async (picture, n) => {
    const png = await pngOf(picture);
    files[`turn-${String(n).padStart(digits, '0')}.png`] = new Uint8Array(await png.arrayBuffer());
    tell((n + 1) / frames);
  });
  // PNG files do not become smaller.
  return new Blob([new Uint8Array(zipSync(files, { level: 0 }))], { type: 'application/zip' });
}

/**
 * A whole turn as a film of 25 pictures a second, fewer where the browser is slower. All pictures are made first and recorded then,
 * since a recorder gives each the time at which it comes: slow drawing would make a slow film.
 */
export async function turnAsFilm(
  scene: VolumeScene,
  camera: Camera,
  request: PictureRequest,
  frames: number,
  tell: (part: number) => void,
): Promise<Blob> {
  // Compressed, since a long turn of a large size would fill the memory.
  const pictures: Blob[] = [];
  await turn(scene, camera, request, frames, async (picture) => {
    pictures.push(await pngOf(picture));
    tell(pictures.length / frames);
  });
  const canvas = document.createElement('canvas');
  canvas.width = request.width;
  canvas.height = request.height;
  const context = canvas.getContext('2d');
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  const recorder = new MediaRecorder(stream, { mimeType: filmType, videoBitsPerSecond: 8_000_000 });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve, reject) => {
    recorder.onstop = resolve;
    recorder.onerror = () => reject(new Error(volumeTexts.pictures.filmBroken));
  });
  recorder.start();
  try {
    for (const picture of pictures) {
      const due = performance.now() + 1000 / framesPerSecond;
      const bitmap = await createImageBitmap(picture);
      context?.drawImage(bitmap, 0, 0);
      bitmap.close();
      if (track instanceof CanvasCaptureMediaStreamTrack) track.requestFrame();
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    }
  } finally {
    recorder.stop();
  }
  await ended;
  for (const each of stream.getTracks()) each.stop();
  return new Blob(parts, { type: filmType });
}
