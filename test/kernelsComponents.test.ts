import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentMask, findComponents } from '#src/kernels/components.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { fillHoles } from '#src/kernels/fillHoles.ts';
import { largestComponent } from '#src/kernels/largestComponent.ts';
import { naiveComponents, naiveFillHoles } from './naive/components.ts';
import { anyMask, type ByteMask, bytesOf, checkered, drawn, hasCleanPadding, packed } from './naive/masks.ts';
import { withoutSimd } from './withoutSimd.ts';

const connectivity = fc.constantFrom<Connectivity>(6, 18, 26);

function largest(mask: ByteMask, neighbours: Connectivity): Uint8Array {
  return bytesOf(largestComponent(packed(mask), neighbours).mask);
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
    const count = (mask: ByteMask) => ([6, 18, 26] as const).map((c) => largestComponent(packed(mask), c).sizes.length);
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
      { numRuns: 150 },
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
      { numRuns: 150 },
    );
  });

  test('an empty mask has none, and its largest is empty', () => {
    const empty = { size: [40, 3, 2] as const, bytes: new Uint8Array(240) };
    expect(largestComponent(packed(empty), 26).sizes.length).toBe(0);
    expect(largest(empty, 6)).toEqual(empty.bytes);
    expect(withoutSimd(() => largest(empty, 6))).toEqual(empty.bytes);
  });

  test('of a volume that is all foreground is all of it', () => {
    const full = { size: [64, 5, 3] as const, bytes: new Uint8Array(960).fill(1) };
    expect(largest(full, 6)).toEqual(full.bytes);
    expect([...largestComponent(packed(full), 6).sizes]).toEqual([960]);
  });

  test('of a checkerboard are its single voxels over faces, and one whole over edges', () => {
    const board = checkered([67, 6, 5]);
    const voxels = board.bytes.filter((byte) => byte === 1).length;
    const { mask, sizes } = largestComponent(packed(board), 6);
    expect(sizes).toEqual(new Uint32Array(voxels).fill(1));
    expect(bytesOf(mask)).toEqual(maskOf([0], board.bytes.length));
    expect([...largestComponent(packed(board), 18).sizes]).toEqual([voxels]);
  });

  test('are the same as WebAssembly as in TypeScript, sizes, order and voxels', () => {
    fc.assert(
      fc.property(anyMask(16, 70), connectivity, (mask, neighbours) => {
        const before = packed(mask);
        const found = largestComponent(before, neighbours);
        expect(found).toEqual(withoutSimd(() => largestComponent(before, neighbours)));
        expect(hasCleanPadding(found.mask)).toBe(true);
        expect(before).toEqual(packed(mask));
      }),
      { numRuns: 300 },
    );
  });

  test('are told as progress from 0 to 1', () => {
    const told: number[] = [];
    largestComponent(packed(checkered([9, 9, 40])), 26, (fraction) => told.push(fraction));
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
      { numRuns: 150 },
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
      { numRuns: 300 },
    );
  });

  test('of a checkerboard fills all but the faces', () => {
    const board = checkered([67, 6, 5]);
    expect(bytesOf(fillHoles(packed(board)))).toEqual(naiveFillHoles(board));
  });
});
