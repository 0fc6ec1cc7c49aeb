import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vec3 } from '#src/image/volume.ts';
import { componentMask, findComponents } from '#src/kernels/components.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { fillHoles } from '#src/kernels/fillHoles.ts';
import { largestComponent } from '#src/kernels/largestComponent.ts';
import { naiveComponents, naiveFillHoles } from './naive/components.ts';
import {
  anyMask,
  type ByteMask,
  bytesOf,
  checkered,
  drawn,
  hasCleanPadding,
  packed,
  randomNumbers,
} from './naive/masks.ts';
import { withoutSimd } from './withoutSimd.ts';

const connectivity = fc.constantFrom<Connectivity>(6, 18, 26);

function largest(mask: ByteMask, neighbours: Connectivity): Uint8Array {
  return bytesOf(largestComponent(packed(mask), neighbours, 1).mask);
}

function countOf(mask: ByteMask, neighbours: Connectivity): number {
  return largestComponent(packed(mask), neighbours, 1).count;
}

/** Those at which noise begins to hang together are among them: 0.31, 0.14 and 0.1 of the voxels, and their counterparts. */
const densities = [0.03, 0.1, 0.14, 0.31, 0.5, 0.69, 0.8, 0.9, 0.97];

function noise(size: Vec3, density: number): ByteMask {
  const random = randomNumbers(5);
  const bytes = new Uint8Array(size[0] * size[1] * size[2]);
  for (let n = 0; n < bytes.length; n++) bytes[n] = random() < density ? 1 : 0;
  return { size, bytes };
}

/** One way, a voxel wide, to and fro along j in every second slice, one row in two at a time; cut somewhere on its way or not. */
function tunnel(size: Vec3, isCut: boolean): ByteMask {
  const [ni, nj, nk] = size;
  const bytes = new Uint8Array(ni * nj * nk);
  const dig = (i: number, j: number, k: number) => {
    bytes[i + ni * (j + nj * k)] = 1;
  };
  for (let k = 0; k < nk; k += 2) {
    for (let i = 0; i < ni; i += 2) {
      for (let j = 0; j < nj; j++) dig(i, j, k);
      if (i + 2 < ni) dig(i + 1, i % 4 === 0 ? nj - 1 : 0, k);
    }
    const end = k % 4 === 0 ? ni - 2 : 0;
    if (k + 2 < nk) dig(end, end % 4 === 2 ? 0 : 0, k + 1);
  }
  if (isCut) bytes[100 + ni * (20 + nj * 20)] = 0;
  return { size, bytes };
}

function maskOf(voxels: readonly number[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (const voxel of voxels) bytes[voxel] = 1;
  return bytes;
}

describe('components', () => {
  test('voxels that share an edge are one component from 18 on, those that share a corner from 26 on', () => {
    const edge = drawn('#.\n.#');
    const corner = drawn('#.\n..\n\n..\n.#');
    const count = (mask: ByteMask) => ([6, 18, 26] as const).map((c) => countOf(mask, c));
    expect(count(edge)).toEqual([2, 1, 1]);
    expect(count(corner)).toEqual([2, 2, 1]);
    expect(withoutSimd(() => [...count(edge), ...count(corner)])).toEqual([2, 1, 1, 2, 2, 1]);
  });

  test('are those of a flood, in the order of their first voxels by i, then j, then k', () => {
    fc.assert(
      fc.property(anyMask(8), connectivity, (mask, neighbours) => {
        const expected = naiveComponents(mask, neighbours);
        const components = findComponents(packed(mask), neighbours);
        expect([...components.sizes]).toEqual(expected.map((voxels) => voxels.length));
        for (const n of [0, expected.length >> 1, expected.length - 1]) {
          if (n < 0 || n >= expected.length) continue;
          const bytes = bytesOf(componentMask(components, n, mask.size));
          expect(bytes).toEqual(maskOf(expected[n], mask.bytes.length));
        }
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 150 : 60 },
    );
  });

  test('of equally large ones the one is kept whose first voxel has the lowest i, not the one first in memory', () => {
    const mask = drawn(`
      ...##
      .....
      ##...`);
    expect(largest(mask, 6)).toEqual(drawn('.....\n.....\n##...').bytes);
  });

  test('the largest follows the tie rule on masks full of ties', () => {
    const sparse = anyMask(6).filter((mask) => naiveComponents(mask, 6).length > 1);
    fc.assert(
      fc.property(sparse, connectivity, (mask, neighbours) => {
        const parts = naiveComponents(mask, neighbours);
        const most = Math.max(...parts.map((voxels) => voxels.length));
        const first = parts.find((voxels) => voxels.length === most) ?? [];
        expect(largest(mask, neighbours)).toEqual(maskOf(first, mask.bytes.length));
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 150 : 60 },
    );
  });

  test('an empty mask has none, and its largest is empty', () => {
    const empty = { size: [40, 3, 2] as const, bytes: new Uint8Array(240) };
    expect(largestComponent(packed(empty), 26, 9)).toMatchObject({ count: 0, parts: [] });
    expect(largest(empty, 6)).toEqual(empty.bytes);
    expect(withoutSimd(() => largest(empty, 6))).toEqual(empty.bytes);
  });

  test('of a volume that is all foreground is all of it', () => {
    const full = { size: [64, 5, 3] as const, bytes: new Uint8Array(960).fill(1) };
    expect(largest(full, 6)).toEqual(full.bytes);
    expect(largestComponent(packed(full), 6, 9)).toMatchObject({ count: 1, parts: [{ label: 1, voxels: 960 }] });
  });

  test('of a checkerboard are its single voxels over faces, and one whole over edges', () => {
    const board = checkered([67, 6, 5]);
    const voxels = board.bytes.filter((byte) => byte === 1).length;
    const { mask, count, parts } = largestComponent(packed(board), 6, 3);
    expect(count).toBe(voxels);
    expect(parts).toEqual([1, 2, 3].map((label) => ({ label, voxels: 1 })));
    expect(bytesOf(mask)).toEqual(maskOf([0], board.bytes.length));
    expect(largestComponent(packed(board), 18, 3).parts).toEqual([{ label: 1, voxels }]);
  });

  test('are the same as WebAssembly as in TypeScript, sizes, order and voxels', () => {
    fc.assert(
      fc.property(anyMask(16, 70), connectivity, fc.integer({ min: 1, max: 9 }), (mask, neighbours, most) => {
        const before = packed(mask);
        const found = largestComponent(before, neighbours, most);
        expect(found).toEqual(withoutSimd(() => largestComponent(before, neighbours, most)));
        expect(hasCleanPadding(found.mask)).toBe(true);
        expect(before).toEqual(packed(mask));
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 300 : 120 },
    );
  });

  test.each([6, 18, 26] as const)(
    'in noise of every density are those of TypeScript, with %i neighbours',
    (neighbours) => {
      for (const density of densities) {
        const mask = packed(noise([130, 40, 40], density));
        const found = largestComponent(mask, neighbours, 1000);
        expect(found).toEqual(withoutSimd(() => largestComponent(mask, neighbours, 1000)));
      }
    },
  );

  test('single voxels of noise count as components and in the labels of others, whether they are shown or not', () => {
    for (const density of [0.1, 0.25]) {
      const mask = packed(noise([70, 30, 30], density));
      for (const most of [1, 20, 1e5]) {
        const found = largestComponent(mask, 6, most);
        expect(found).toEqual(withoutSimd(() => largestComponent(mask, 6, most)));
        expect(found.parts.some(({ voxels }) => voxels === 1)).toBe(most === 1e5);
      }
    }
  });

  test('in noise on one side, the larger object on the other side is kept', () => {
    // What is reached first is in the slice with most voxels, and what most runs belong to is neither.
    const { size, bytes } = noise([130, 40, 40], 0.5);
    for (let k = 20; k < 40; k++) bytes.fill(k < 22 || k > 37 ? 0 : 1, 130 * 40 * k, 130 * 40 * (k + 1) - 130 * 22);
    const mask = packed({ size, bytes });
    expect(largestComponent(mask, 6, 9)).toEqual(withoutSimd(() => largestComponent(mask, 6, 9)));
  });

  test('of lonely lines in a little noise the first of the longest is kept, though none has many of the runs', () => {
    const { size, bytes } = noise([70, 30, 30], 0.15);
    for (const row of [30 * 5 + 3, 30 * 25 + 2]) bytes.fill(1, 70 * row, 70 * (row + 1));
    const mask = packed({ size, bytes });
    for (const neighbours of [6, 18, 26] as const) {
      expect(largestComponent(mask, neighbours, 9)).toEqual(withoutSimd(() => largestComponent(mask, neighbours, 9)));
    }
  });

  test('a tunnel that winds through the volume is one, and what it is cut off from another', () => {
    for (const isCut of [false, true]) {
      const mask = tunnel([200, 41, 41], isCut);
      const found = largestComponent(packed(mask), 6, 9);
      expect(found).toEqual(withoutSimd(() => largestComponent(packed(mask), 6, 9)));
      expect(found.count).toBe(isCut ? 2 : 1);
    }
  });

  test('are told as progress from 0 to 1', () => {
    const told: number[] = [];
    largestComponent(packed(checkered([9, 9, 40])), 26, 1, (fraction) => told.push(fraction));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect([told[0], told[told.length - 1]]).toEqual([0, 1]);
  });
});

describe('fill holes', () => {
  const hollow = drawn(`
    #####
    #####
    #####

    #####
    #..##
    #####

    #####
    #####
    #####`);

  test('fills what is closed in on all six sides', () => {
    expect(bytesOf(fillHoles(packed(hollow)))).toEqual(hollow.bytes.map(() => 1));
  });

  test('leaves open what touches a face of the volume, even the lowest slice alone', () => {
    const open = { ...hollow, bytes: hollow.bytes.slice() };
    open.bytes[1 + 5 * 1] = 0;
    expect(bytesOf(fillHoles(packed(open)))).toEqual(open.bytes);
  });

  test('an opening over an edge only does not let the outside in', () => {
    const mask = { ...hollow, bytes: hollow.bytes.slice() };
    mask.bytes[0 + 5 * (0 + 3 * 1)] = 0;
    expect(bytesOf(fillHoles(packed(mask)))[1 + 5 * (1 + 3)]).toBe(1);
  });

  test('equals a flood of the background from the faces', () => {
    fc.assert(
      fc.property(anyMask(8), (mask) => {
        const filled = naiveFillHoles(mask);
        expect(bytesOf(fillHoles(packed(mask)))).toEqual(filled);
        expect(bytesOf(withoutSimd(() => fillHoles(packed(mask))))).toEqual(filled);
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 150 : 60 },
    );
  });

  test('are the same as WebAssembly as in TypeScript', () => {
    fc.assert(
      fc.property(anyMask(16, 70), (mask) => {
        const before = packed(mask);
        const filled = fillHoles(before);
        expect(filled).toEqual(withoutSimd(() => fillHoles(before)));
        expect(before).toEqual(packed(mask));
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 300 : 120 },
    );
  });

  test('in noise of every density fills what TypeScript does', () => {
    for (const density of densities) {
      const mask = packed(noise([130, 40, 40], density));
      expect(fillHoles(mask)).toEqual(withoutSimd(() => fillHoles(mask)));
    }
  });

  test('of a checkerboard fills all but the faces', () => {
    const board = checkered([67, 6, 5]);
    expect(bytesOf(fillHoles(packed(board)))).toEqual(naiveFillHoles(board));
  });
});
