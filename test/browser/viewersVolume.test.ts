import { afterEach, beforeEach, expect, test } from 'vitest';
import { seenFrom } from '#src/app/viewers/volumeCamera.ts';
import type { SceneContent, VolumeLook } from '#src/app/viewers/volumeScene.ts';
import type { Mesh } from '#src/graph/ports.ts';
import type { Volume } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { ball, content, createHost, front, n, openSceneIn, red, size, square } from './volumeStage.ts';

let host: HTMLElement;
beforeEach(() => {
  host = createHost();
});
afterEach(() => host.remove());

const openScene = () => openSceneIn(host);

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
  const cut = await shown({ surfaces: [green(square(-16, 0))], surfacePlanes: [[0, 0, 1, 0]] });
  expect(cut[1] / alone).toBeGreaterThan(0.45);
  expect(cut[1] / alone).toBeLessThan(0.55);
  // Lit from the viewer, wherever in the world it lies.
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
  expect(await brightest(far, front)).toBe(255);
  // Askew by 50 degrees: the light that is everywhere, 0.28, and 0.72 of the cosine.
  expect(Math.abs((await brightest(far, { ...front, elevation: -50 })) - 255 * (0.28 + 0.72 * 0.643))).toBeLessThan(5);
  // Its inside is darker.
  expect(Math.abs((await brightest(far, { ...front, azimuth: 0 })) - 255 * 0.55 * 1.18)).toBeLessThan(5);
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

test.each([
  ['R', [0, 128, 0]],
  ['L', [163, 0, 0]],
  ['A', [107, 0, 107]],
  ['P', [0, 0, 189]],
  ['H', [204, 204, 204]],
  ['F', [71, 71, 71]],
] as const)('the cube shows the side from which one looks: %s', async (side, colour) => {
  const scene = await openScene();
  scene.setCamera(seenFrom(front, side));
  await scene.show(content({ volume: ball() }));
  const context = scene.picture(400, 400, true).getContext('2d');
  scene.dispose();
  // Its middle is 36 pixels from both edges; a corner of a face, beside its letter.
  expect([...(context?.getImageData(20, 380, 1, 1).data ?? [])].slice(0, 3)).toEqual(colour);
  expect([...(context?.getImageData(54, 346, 1, 1).data ?? [])].slice(0, 3)).toEqual(colour);
});

test('an image that does not fit on the graphics card is refused with its size', async () => {
  const scene = await openScene();
  const long: Volume = { ...ball(), size: [40_000, 1, 1], voxels: new Uint8Array(40_000) };
  await expect(scene.show(content({ volume: long }))).rejects.toThrow('40000×1×1');
  scene.dispose();
});
