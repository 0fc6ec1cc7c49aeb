import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVolumeScene } from '#src/app/viewers/niivue.ts';
import { VolumePane } from '#src/app/viewers/VolumePane.tsx';
import { initialCamera } from '#src/app/viewers/volumeScene.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

const n = 24;

/** A bright ball in the patient's left half, in shared memory where there is some. */
function ball(type: keyof typeof voxelArrays = 'uint8'): Volume {
  const bytes = n ** 3 * voxelArrays[type].BYTES_PER_ELEMENT;
  const memory: ArrayBufferLike = crossOriginIsolated ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  const voxels: Voxels = new (voxelArrays[type] as new (memory: ArrayBufferLike) => Voxels)(memory);
  for (let p = 0; p < voxels.length; p++) {
    const [i, j, k] = [p % n, Math.floor(p / n) % n, Math.floor(p / n / n)];
    voxels[p] = Math.hypot(i - 6, j - 12, k - 12) < 5 ? 100 : 0;
  }
  return { size: [n, n, n], affine: [2, 0, 0, -24, 0, 2, 0, -24, 0, 0, 2, -24, 0, 0, 0, 1], voxels };
}

const look = { window: { center: 50, width: 100 }, colorMap: 'gray' };

let host: HTMLElement;
let root: Root | undefined;
beforeEach(() => {
  host = document.createElement('div');
  host.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 200px; height: 200px;';
  document.body.append(host);
});
afterEach(() => {
  root?.unmount();
  root = undefined;
  host.remove();
});

/** How bright the left and the right half of a picture are, without the lower part where the orientation cube stands. */
async function brightness(url: string): Promise<readonly [left: number, right: number]> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0);
  const height = Math.floor(image.height * 0.7);
  const sum = (x: number) => {
    const data = context?.getImageData(x, 0, image.width >> 1, height).data ?? [];
    let total = 0;
    for (let p = 0; p < data.length; p += 4) total += data[p];
    return total;
  };
  return [sum(0), sum(image.width >> 1)];
}

test.each(Object.keys(voxelArrays) as (keyof typeof voxelArrays)[])(
  'seen from the front, the left side of a patient is on the right (%s)',
  async (type) => {
    const scene = await createVolumeScene(host, () => {});
    scene.show(ball(type), look);
    scene.setCamera({ azimuth: 180, elevation: 0, zoom: 1 });
    const [left, right] = await brightness(scene.snapshot());
    scene.dispose();
    expect(right).toBeGreaterThan(10_000);
    expect(left).toBeLessThan(right / 10);
  },
);

test('another image and another window take the place of the first', async () => {
  const scene = await createVolumeScene(host, () => {});
  scene.setCamera({ azimuth: 0, elevation: 0, zoom: 1 });
  scene.show(ball(), look);
  const [left] = await brightness(scene.snapshot());
  scene.show(ball(), { ...look, window: { center: 1000, width: 100 } });
  const [dark] = await brightness(scene.snapshot());
  scene.dispose();
  expect(left).toBeGreaterThan(10_000);
  expect(dark).toBeLessThan(left / 10);
});

test('an image that does not fit on the graphics card is refused with its size', async () => {
  const scene = await createVolumeScene(host, () => {});
  const long: Volume = { ...ball(), size: [40_000, 1, 1], voxels: new Uint8Array(40_000) };
  expect(() => scene.show(long, look)).toThrow('40000×1×1');
  scene.dispose();
});

test('a scene gives its graphics context back', async () => {
  const scene = await createVolumeScene(host, () => {});
  const gl = host.querySelector('canvas')?.getContext('webgl2');
  scene.dispose();
  expect(gl?.isContextLost()).toBe(true);
  expect(host.childElementCount).toBe(0);
});

test('without WebGL2 the reason is a sentence', async () => {
  const original = HTMLCanvasElement.prototype.getContext;
  const spy = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  await expect(createVolumeScene(host, () => {})).rejects.toThrow('3D needs WebGL2');
  spy.mockRestore();
  expect(HTMLCanvasElement.prototype.getContext).toBe(original);
});

test('a view mounted twice by StrictMode has one canvas, and makes it anew when its context is lost', async () => {
  root = createRoot(host);
  root.render(
    <StrictMode>
      <VolumePane
        name="View3D"
        emptyText=""
        output={{ status: 'ready', value: ball(), isStale: false, retry: () => {} }}
        camera={initialCamera}
        onCamera={() => {}}
        window={undefined}
        onWindow={() => {}}
        onWindowEnd={() => {}}
        colorMap="gray"
        colorMaps={{ gray: 'Grey' }}
        onColorMap={() => {}}
      />
    </StrictMode>,
  );
  const isReady = () => host.querySelector('[data-status=ready]') !== null;
  await vi.waitUntil(isReady, { timeout: 10_000 });
  const [first, ...others] = host.querySelectorAll('canvas');
  expect(others).toHaveLength(0);
  first.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  const isAnew = () => ![null, first].includes(host.querySelector('canvas'));
  await vi.waitUntil(() => isAnew() && isReady(), { timeout: 10_000 });
  expect(host.querySelectorAll('canvas')).toHaveLength(1);
});
