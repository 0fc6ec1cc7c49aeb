import { createVolumeScene } from '#src/app/viewers/createVolumeScene.ts';
import type { SceneContent, VolumeLook } from '#src/app/viewers/volumeScene.ts';
import type { Mesh } from '#src/graph/ports.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

/** Voxels along each axis of the ball. */
export const n = 24;

/** A bright ball in the patient's left half, in shared memory where there is some. */
export function ball(type: keyof typeof voxelArrays = 'uint8', value = 100): Volume {
  const bytes = n ** 3 * voxelArrays[type].BYTES_PER_ELEMENT;
  const memory: ArrayBufferLike = crossOriginIsolated ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  const voxels: Voxels = new (voxelArrays[type] as new (memory: ArrayBufferLike) => Voxels)(memory);
  for (let p = 0; p < voxels.length; p++) {
    const [i, j, k] = [p % n, Math.floor(p / n) % n, Math.floor(p / n / n)];
    voxels[p] = Math.hypot(i - 6, j - 12, k - 12) < 5 ? value : 0;
  }
  return { size: [n, n, n], affine: [2, 0, 0, -24, 0, 2, 0, -24, 0, 0, 2, -24, 0, 0, 0, 1], voxels };
}

/** A square of 16 mm across x and z at y, seen from the front. */
export function square(x: number, y: number): Mesh {
  const positions = new Float32Array([x - 8, y, -8, x + 8, y, -8, x + 8, y, 8, x - 8, y, 8]);
  return { positions, triangles: new Uint32Array([0, 2, 1, 0, 3, 2]) };
}

export const red: VolumeLook = {
  transfer: { opacity: [[0, 0], [100, 1]], colour: [[0, [1, 0, 0]]] },
  isMaximum: false,
  isShaded: false,
}; // biome-ignore format: short

export const content = (more: Partial<SceneContent>): SceneContent => ({
  look: red,
  surfaces: [],
  box: [],
  planes: [],
  surfacePlanes: [],
  background: [0, 0, 0],
  hasCube: false,
  ...more,
});

export const front = { azimuth: 180, elevation: 0, zoom: 1 };
export const size = 100;

/** An element for a view in the corner of the page. */
export function createHost(): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 200px; height: 200px;';
  document.body.append(host);
  return host;
}

/** A scene seen from the front; whoever opens it disposes of it. */
export async function openSceneIn(host: HTMLElement) {
  const scene = await createVolumeScene(host, () => {});
  scene.setCamera(front);
  scene.resize(size, size);
  return scene;
}
