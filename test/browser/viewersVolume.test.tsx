import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVolumeScene } from '#src/app/viewers/createVolumeScene.ts';
import { VolumePane } from '#src/app/viewers/VolumePane.tsx';
import { initialCamera } from '#src/app/viewers/volumeCamera.ts';
import type { SceneContent, VolumeLook } from '#src/app/viewers/volumeScene.ts';
import type { Mesh } from '#src/graph/ports.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

const n = 24;

/** A bright ball in the patient's left half, in shared memory where there is some. */
function ball(type: keyof typeof voxelArrays = 'uint8', value = 100): Volume {
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
function square(x: number, y: number): Mesh {
  const positions = new Float32Array([x - 8, y, -8, x + 8, y, -8, x + 8, y, 8, x - 8, y, 8]);
  return { positions, triangles: new Uint32Array([0, 2, 1, 0, 3, 2]) };
}

const red: VolumeLook = {
  transfer: { opacity: [[0, 0], [100, 1]], colour: [[0, [1, 0, 0]]] },
  isMaximum: false,
  isShaded: false,
}; // biome-ignore format: short

const content = (more: Partial<SceneContent>): SceneContent => ({
  look: red,
  surfaces: [],
  box: [],
  planes: [],
  background: [0, 0, 0],
  hasCube: false,
  ...more,
});

const front = { azimuth: 180, elevation: 0, zoom: 1 };
const size = 100;

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

/** A scene that is disposed at the end, seen from the front. */
async function openScene() {
  const scene = await createVolumeScene(host, () => {});
  scene.setCamera(front);
  scene.resize(size, size);
  return scene;
}

/** The sum of a colour over the left and the right half of a picture. */
function halves(picture: HTMLCanvasElement, part = 0): readonly [left: number, right: number] {
  const { width, height } = picture;
  const { data } = picture.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
  const sums: [number, number] = [0, 0];
  for (let p = part; p < data.length; p += 4) sums[(p / 4) % width < width / 2 ? 0 : 1] += data[p];
  return sums;
}

test.each(Object.keys(voxelArrays) as (keyof typeof voxelArrays)[])(
  'seen from the front, the left side of a patient is on the right (%s)',
  async (type) => {
    const scene = await openScene();
    await scene.show(content({ volume: ball(type) }));
    const [left, right] = halves(scene.picture(size, size, false));
    scene.dispose();
    expect(right).toBeGreaterThan(20_000);
    expect(left).toBeLessThan(right / 10);
  },
);

test('another image and another transfer function take the place of the first', async () => {
  const scene = await openScene();
  scene.setCamera({ ...front, azimuth: 0 });
  await scene.show(content({ volume: ball() }));
  const [left] = halves(scene.picture(size, size, false));
  await scene.show(content({ volume: ball('int16', -100) }));
  const [dark] = halves(scene.picture(size, size, false));
  await scene.show(
    content({
      volume: ball('int16', -100),
      look: { ...red, transfer: { opacity: [[-100, 1], [-50, 0]], colour: [[0, [1, 0, 0]]] } },
    }), // biome-ignore format: short
  );
  const [again] = halves(scene.picture(size, size, false));
  scene.dispose();
  expect(left).toBeGreaterThan(20_000);
  expect(dark).toBe(0);
  expect(again).toBeGreaterThan(20_000);
});

test('a maximum projection shows the greatest value, whatever lies before it', async () => {
  const scene = await openScene();
  const look: VolumeLook = { ...red, transfer: { opacity: [], colour: [[0, [0, 0, 0]], [200, [1, 1, 1]]] }, isMaximum: true }; // biome-ignore format: short
  await scene.show(content({ volume: ball('uint8', 100), look }));
  const picture = scene.picture(size, size, false);
  // The ball's middle: 12 mm to the left of the image's, which is 0.8 of its half diagonal away from the edge.
  const radius = Math.hypot(48, 48, 48) / 2;
  const x = Math.round(size / 2 + (12 / (0.8 * radius)) * (size / 2));
  const pixel = picture.getContext('2d')?.getImageData(x, size / 2, 1, 1).data ?? [];
  scene.dispose();
  expect(Math.abs(pixel[0] - 128)).toBeLessThanOrEqual(3);
});

test('a box and planes cut away what lies beyond them', async () => {
  const scene = await openScene();
  const volume = ball();
  const shown = async (more: Partial<SceneContent>) => {
    await scene.show(content({ volume, ...more }));
    return halves(scene.picture(size, size, false))[1];
  };
  const whole = await shown({});
  expect(await shown({ box: [-25, -25, -25, 0, 25, 25] })).toBe(whole);
  expect(await shown({ box: [2, 25, -25, 25, -25, 25] })).toBe(0);
  expect(await shown({ planes: [[-1, 0, 0, -1]] })).toBe(whole);
  expect(await shown({ planes: [[1, 0, 0, -1]] })).toBe(0);
  const part = await shown({ planes: [[0, 0, 1, 0]] });
  expect(part / whole).toBeGreaterThan(0.35);
  expect(part / whole).toBeLessThan(0.65);
  scene.dispose();
});

test('surfaces stand where their positions are, before or behind what is opaque, with and without an image', async () => {
  const scene = await openScene();
  const green = (mesh: Mesh, opacity = 1) => ({ mesh, colour: [0, 1, 0] as const, opacity });
  const shown = async (more: Partial<SceneContent>) => {
    await scene.show(content(more));
    return halves(scene.picture(size, size, false), 1);
  };
  const [, alone] = await shown({ surfaces: [green(square(-16, 0))] });
  expect(alone).toBeGreaterThan(10_000);
  // Lit from the viewer and above, wherever in the world it lies.
  const far = square(-16, 400);
  const brightest = async (mesh: Mesh, camera: typeof front) => {
    scene.setCamera(camera);
    await scene.show(content({ surfaces: [green(mesh)] }));
    const { data } = scene.picture(size, size, false).getContext('2d')?.getImageData(0, 0, size, size) ?? { data: [] };
    scene.setCamera(front);
    let most = 0;
    for (let p = 1; p < data.length; p += 4) most = Math.max(most, data[p]);
    return most;
  };
  // More than the light that is everywhere, 0.35 of 255.
  const facing = await brightest(far, front);
  expect(facing).toBeGreaterThan(120);
  expect(await brightest(far, { ...front, elevation: -50 })).toBeGreaterThan(facing);
  // A second one keeps the middle of the scene where the image has it.
  const [left, before] = await shown({ volume: ball(), surfaces: [green(square(-12, 20))] });
  expect(left).toBe(0);
  expect(before).toBeGreaterThan(10_000);
  const [, behind] = await shown({ volume: ball(), surfaces: [green(square(-12, -20))] });
  expect(behind).toBeLessThan(before / 3);
  const [, translucent] = await shown({ volume: ball(), surfaces: [green(square(-12, 20), 0.5)] });
  expect(translucent).toBeGreaterThan(before / 4);
  expect(translucent).toBeLessThan(before * 0.75);
  scene.dispose();
});

test('a mask of another grid lies in the image in its own colour', async () => {
  const scene = await openScene();
  const empty = { ...ball(), voxels: new Uint8Array(n ** 3) };
  const mask = ball('uint8', 1);
  await scene.show(content({ volume: empty, mask: { volume: mask, colour: [0, 1, 0], opacity: 1 } }));
  const [left, right] = halves(scene.picture(size, size, false), 1);
  await scene.show(content({ volume: empty, mask: { volume: { ...mask, affine: [-2, 0, 0, 24, ...mask.affine.slice(4)] }, colour: [0, 1, 0], opacity: 1 } })); // biome-ignore format: short
  const [mirrored, none] = halves(scene.picture(size, size, false), 1);
  scene.dispose();
  expect([left, none]).toEqual([0, 0]);
  expect(right).toBeGreaterThan(10_000);
  expect(mirrored).toBeGreaterThan(10_000);
});

test('a picture is drawn anew in the size that is asked for, with the cube or without', async () => {
  const scene = await openScene();
  await scene.show(content({ volume: ball(), background: [0, 0, 1] }));
  const large = scene.picture(3 * size, 2 * size, true);
  const blue = (picture: HTMLCanvasElement) => halves(picture, 2)[0];
  expect([large.width, large.height]).toEqual([300, 200]);
  expect(blue(large)).toBeLessThan(blue(scene.picture(3 * size, 2 * size, false)));
  expect(() => scene.picture(100_000, 100, false)).toThrow('100000×100');
  expect(scene.picture(size, size, false).width).toBe(size);
  scene.dispose();
});

test('an image that does not fit on the graphics card is refused with its size', async () => {
  const scene = await openScene();
  const long: Volume = { ...ball(), size: [40_000, 1, 1], voxels: new Uint8Array(40_000) };
  await expect(scene.show(content({ volume: long }))).rejects.toThrow('40000×1×1');
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
  const image = { status: 'ready', value: ball(), isStale: false, retry: () => {} } as const;
  root = createRoot(host);
  root.render(
    <StrictMode>
      <VolumePane
        name="View3D"
        emptyText=""
        image={image}
        surfaces={[]}
        camera={initialCamera}
        onCamera={() => {}}
        params={{}}
        onParams={() => {}}
        onEnd={() => {}}
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

test('what was shown before is deleted from the graphics card', async () => {
  const scene = await openScene();
  let textures = 0;
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.createTexture = function () {
    textures++;
    return createTexture.call(this);
  };
  WebGL2RenderingContext.prototype.deleteTexture = function (texture) {
    textures--;
    deleteTexture.call(this, texture);
  };
  const show = async () => {
    const mask = { volume: ball(), colour: [1, 0, 0], opacity: 1 } as const;
    const surfaces = [{ mesh: square(0, 20), colour: [1, 1, 1], opacity: 1 }] as const;
    // Two at once: the first comes to nothing.
    await Promise.all([
      scene.show(content({ volume: ball() })),
      scene.show(content({ volume: ball(), mask, surfaces })),
    ]);
    scene.picture(size, size, false);
  };
  await show();
  const first = textures;
  for (let k = 0; k < 12; k++) await show();
  expect(textures).toBe(first);
  scene.dispose();
  // Image, mask, framebuffer and the ray caster's own two; all that is left is NiiVue's, which goes with the context.
  expect(textures).toBeLessThanOrEqual(first - 4);
  WebGL2RenderingContext.prototype.createTexture = createTexture;
  WebGL2RenderingContext.prototype.deleteTexture = deleteTexture;
});

test('of five views four draw, the other is a still picture until it gets the focus', async () => {
  const image = { status: 'ready', value: ball(), isStale: false, retry: () => {} } as const;
  root = createRoot(host);
  host.style.height = '900px';
  const pane = (name: string) => (
    <div key={name} style={{ height: 160 }}>
      <VolumePane
        name={name}
        emptyText=""
        image={image}
        surfaces={[]}
        camera={initialCamera}
        onCamera={() => {}}
        params={{}}
        onParams={() => {}}
        onEnd={() => {}}
      />
    </div>
  );
  const names = ['A', 'B', 'C', 'D', 'E'];
  for (let count = 1; count <= names.length; count++) {
    root.render(names.slice(0, count).map(pane));
    await vi.waitUntil(() => host.querySelector(`[aria-label="${names[count - 1]}: volume"][data-status=ready]`), {
      timeout: 20_000,
    });
  }
  const stills = () =>
    [...host.querySelectorAll('[data-still]')].map((still) => still.closest('section')?.getAttribute('aria-label'));
  expect(host.querySelectorAll('canvas')).toHaveLength(4);
  expect(stills()).toEqual(['A: volume']);
  expect(host.querySelector<HTMLElement>('[data-still]')?.style.backgroundImage).toMatch(/^url\("data:image/);
  host.querySelector<HTMLElement>('[aria-label="A: volume"] .viewer-scene')?.focus();
  await vi.waitUntil(() => host.querySelector('[aria-label="A: volume"][data-status=ready]'), { timeout: 20_000 });
  expect(host.querySelectorAll('canvas')).toHaveLength(4);
  expect(stills()).toEqual(['B: volume']);
}, 60_000);
