import { describe, expect, it } from 'vitest';
import { toWorld } from './affine.ts';
import { ellipsoidFraction, sheppLogan, sheppLoganEllipsoids } from './phantom.ts';
import { seededRandom } from './seededRandom.ts';

const part = (voxels: ArrayLike<number>, keeps: (value: number) => boolean) =>
  Array.from(voxels).filter(keeps).length / voxels.length;

describe('sheppLogan', () => {
  const { voxels, affine } = sheppLogan({ size: [96, 80, 64], spacing: [0.5, 1, 2], type: 'int16' });
  const [head, inside] = sheppLoganEllipsoids.map(ellipsoidFraction);

  it('has the volumes of its ellipsoids', () => {
    expect(part(voxels, (v) => v === 1000)).toBeCloseTo(head - inside, 3);
    const mean = Array.from(voxels).reduce((sum, v) => sum + v, 0) / voxels.length;
    const expected = sheppLoganEllipsoids.reduce((sum, e) => sum + 100 * e.tenths * ellipsoidFraction(e), 0);
    expect(Math.abs(mean - expected)).toBeLessThan(0.002 * expected);
  });

  it('gives the same head at every size', () => {
    const large = sheppLogan({ size: [160, 160, 160], type: 'uint8' }).voxels;
    const skull = part(large, (v) => v === 250);
    expect(Math.abs(skull - (head - inside)) / (head - inside)).toBeLessThan(0.01);
  });

  it('has the values that Toft gave', () => {
    expect([...new Set(voxels)].sort((a, b) => a - b)).toEqual([0, 100, 200, 300, 1000]);
  });

  it('lies centred on the origin of the world', () => {
    expect(toWorld(affine, [47.5, 39.5, 31.5])).toEqual([0, 0, 0]);
  });

  it('is wider to the left at the ventricles: the larger one lies at negative x', () => {
    const { voxels: slice } = sheppLogan({ size: [65, 65, 1], type: 'uint8' });
    const dark = (from: number, to: number) => part(slice.slice(65 * 32 + from, 65 * 32 + to), (v) => v === 0);
    expect(dark(17, 32)).toBeGreaterThan(dark(33, 48));
  });

  it('has Rician noise: in air its mean is sigma times the root of pi / 2', () => {
    const noisy = sheppLogan({ size: [96, 96, 96], noise: 0.05, seed: 3 });
    let [sum, squares] = [0, 0];
    // The head ends at y = 0.92, so three rows of each slice are air.
    const air: number[] = [];
    for (let k = 0; k < 96; k++) for (let n = 0; n < 96 * 3; n++) air.push(noisy.voxels[n + 96 * 96 * k]);
    for (const v of air) {
      sum += v;
      squares += v * v;
    }
    expect(sum / air.length).toBeCloseTo(0.05 * Math.sqrt(Math.PI / 2), 3);
    expect(squares / air.length).toBeCloseTo(2 * 0.05 ** 2, 4);
  });

  it('is the same for the same seed, and another for another', () => {
    const options = { size: [9, 8, 7], noise: 3, type: 'uint8' } as const;
    expect(sheppLogan({ ...options, seed: 5 })).toEqual(sheppLogan({ ...options, seed: 5 }));
    expect(sheppLogan({ ...options, seed: 5 })).not.toEqual(sheppLogan({ ...options, seed: 6 }));
  });
});

describe('seededRandom', () => {
  it('gives the numbers of mulberry32', () => {
    const random = seededRandom(1);
    expect([random(), random()].map((x) => Math.round(x * 4294967296))).toEqual([2693262067, 11749833]);
  });
});
