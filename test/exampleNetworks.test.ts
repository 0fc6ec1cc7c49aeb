import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readImage } from '#src/formats/readImage.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { identity } from '#src/image/affine.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import type { Volume } from '#src/image/volume.ts';
import { fileSource, readContext } from './sources.ts';
import { tinyPng } from './tinyPictures.ts';
import { voxgraph } from './voxgraph.ts';

const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-examples-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** What an example network saves of an image, run by the command line. */
async function run(graph: string, name: string, bytes: Uint8Array, ...sets: string[]): Promise<Volume> {
  const file = join(temporary, name);
  writeFileSync(file, bytes);
  const settings = [`LocalImage.name=${file}`, ...sets].flatMap((set) => ['--set', set]);
  const path = resolve(import.meta.dirname, '../graphs', graph);
  const result = await voxgraph('run', path, ...settings, '--out', join(temporary, graph));
  expect(result).toMatchObject({ code: 0 });
  return readImage(fileSource(result.out), readContext());
}

/** A slice of 10×9 voxels that is 0 on the left and 90 on the right. */
const step: Volume = {
  size: [10, 9, 1],
  affine: identity,
  voxels: Uint8Array.from({ length: 90 }, (_, n) => (n % 10 >= 5 ? 90 : 0)),
};
const rowOf = (image: Volume, j: number) => [...image.voxels.slice(j * image.size[0], (j + 1) * image.size[0])];

describe('example networks from the command line', () => {
  it('the contour filter leaves what a dilation adds to a smoothed edge', async () => {
    const contours = await run('contour-filter.json', 'step.nii', writeNifti(step));
    // Averaged 0 0 0 0 30 60 90 90 90 90, then the largest of three neighbours 0 0 0 30 60 90 90 90 90 90.
    expect(rowOf(contours, 4)).toEqual([0, 0, 0, 30, 30, 30, 0, 0, 0, 0]);
  });

  it('the Sobel edges lie beside the step', async () => {
    const edges = await run('sobel-edges.json', 'step.nii', writeNifti(step));
    // Smoothed by 1.5 voxels the step spreads over six columns, as many on each side of it.
    expect(rowOf(edges, 4)).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 0, 0]);
  });

  it('the magnifier cuts out the box that was drawn in the viewer', async () => {
    const head = sheppLogan({ size: [20, 18, 6], spacing: [1, 1, 1], type: 'int16', noise: 5 });
    const box = `View2D.box=${[
      [3.5, 4.5, 1.5],
      [7.5, 6.5, 2.5],
    ]
      .flatMap(([i, j, k]) =>
        [0, 4, 8].map((row) => {
          const [a, b, c, d] = head.affine.slice(row, row + 4);
          return a * i + b * j + c * k + d;
        }),
      )
      .join(' ')}`;
    const part = await run('magnifier.json', 'head.nii', writeNifti(head), box);
    expect(part.size).toEqual([4, 2, 1]);
    const first = 4 + 20 * (5 + 18 * 2);
    expect([...part.voxels]).toEqual([
      ...head.voxels.slice(first, first + 4),
      ...head.voxels.slice(first + 20, first + 24),
    ]);
  });

  it('the z-scores have mean 0 and standard deviation 1 within the mask, and are 0 outside', async () => {
    const ball = Int16Array.from({ length: 24 * 20 * 10 }, (_, n) => {
      const [i, j, k] = [n % 24, Math.floor(n / 24) % 20, Math.floor(n / 480)];
      return Math.hypot(i - 11, j - 9, 2 * (k - 4)) < 8 ? 500 + ((n * 37) % 97) : n % 7;
    });
    const image = { size: [24, 20, 10], affine: identity, voxels: ball } as const;
    const { voxels } = await run('z-score.json', 'ball.nii', writeNifti(image));
    // No voxel within the mask has the mean itself, which is no whole number.
    const inside = [...voxels].filter((value) => value !== 0);
    const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
    const variance = inside.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inside.length;
    expect(inside.length).toBe(ball.filter((value) => value >= 500).length);
    expect(Math.abs(mean)).toBeLessThan(1e-5);
    expect(Math.abs(variance - 1)).toBeLessThan(1e-5);
  });

  it('the mask of a photograph is the spot that was clicked, eroded by a voxel', async () => {
    // Two red spots of 9×9 pixels on grey, a hole of one pixel in the first.
    const isRed = (i: number, j: number) =>
      j >= 5 && j < 14 && ((i >= 4 && i < 13) || (i >= 20 && i < 29)) && !(i === 8 && j === 9);
    const rows = Array.from({ length: 20 }, (_, j) => [
      0,
      ...Array.from({ length: 32 }, (_, i) => (isRed(i, j) ? [200, 20 + i, 20] : [90, 90, 90 + (j % 3)])).flat(),
    ]).flat();
    const photograph = tinyPng([32, 20], [8, 2], rows);
    // Pixel (6, 7) lies at -6, -7 mm, as ITK places pictures.
    const sets = ['LocalImage.channel=saturation', 'Photograph.markers=-6 -7 0 0'];
    const mask = await run('photograph-mask.json', 'spots.png', photograph, ...sets);
    const found = Array.from(mask.voxels, (value, n) => (value === 0 ? '' : `${n % 32},${Math.floor(n / 32)}`)).filter(
      Boolean,
    );
    expect(found).toContain('8,9');
    expect(found).toContain('6,7');
    expect(found).not.toContain('24,9');
    // A median of 5×5 rounds the corners off; what is left is eroded by a pixel on each side.
    expect(found.every((place) => Number(place.split(',')[0]) >= 5 && Number(place.split(',')[0]) <= 11)).toBe(true);
    expect(found.length).toBeGreaterThan(35);
    expect(readFileSync(join(temporary, 'spots.png')).length).toBe(photograph.length);
  });
});
