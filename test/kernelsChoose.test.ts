import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { flagOthers, flagVoxels } from '#src/kernels/flagVoxels.ts';
import { intervalVoxels } from '#src/kernels/intervalVoxels.ts';
import { maskVoxels } from '#src/kernels/maskVoxels.ts';
import type { Comparison, Written } from '#src/kernels/thresholdStep.ts';
import { thresholdVoxels } from '#src/kernels/thresholdVoxels.ts';
import { above, band, foreground } from '#src/kernels/voxelRule.ts';
import { whyNotSameVoxels } from './sameVoxels.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];
const comparisons: Comparison[] = ['Less', 'LessEqual', 'Equal', 'NotEqual', 'Greater', 'GreaterEqual'];
const value = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 127, 128, 255, 256, 32767, 65535, 2 ** 31, 2 ** 32 - 1, 0.1, 0.5),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-45, 1e300),
  fc.double({ min: -300, max: 300, noNaN: true }),
);
const values = fc.array(value, { minLength: 1, maxLength: 70 });
const written: fc.Arbitrary<Written> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), value: fc.integer({ min: 0, max: 120 }) }),
  fc.constant({ kind: 'original' as const }),
  fc.record({ kind: fc.constant('mirrored' as const), from: fc.integer({ min: 0, max: 120 }) }),
);

/** Repeats the seeds; longer than a window of the kernels with a large `count`. */
function voxelsOf(type: VoxelType, seeds: readonly number[], count = seeds.length): Voxels {
  const voxels = new voxelArrays[type](count);
  for (let n = 0; n < count; n++) voxels[n] = seeds[(n + (n >> 6)) % seeds.length];
  return voxels;
}

/** What `write` puts into new voxels of a type, as WebAssembly and in TypeScript. */
function both(type: VoxelType, count: number, write: (target: Voxels) => void): [Voxels, Voxels] {
  const fast = new voxelArrays[type](count);
  const plain = new voxelArrays[type](count);
  write(fast);
  withoutSimd(() => write(plain));
  return [fast, plain];
}

describe.each(types)('WebAssembly and TypeScript give the same voxels of %s', (type) => {
  it('for every comparison and all that can be written', () => {
    fc.assert(
      fc.property(values, value, fc.constantFrom(...comparisons), written, written, (seeds, t, comparison, yes, no) => {
        const source = voxelsOf(type, [...seeds, t]);
        // Of the types that hold what is written, as the module chooses them.
        const isMirrored = yes.kind === 'mirrored' || no.kind === 'mirrored';
        const [fast, plain] = both(isMirrored ? 'float64' : type, source.length, (target) =>
          thresholdVoxels(source, target, comparison, t, yes, no),
        );
        expect(whyNotSameVoxels(fast, plain)).toBeUndefined();
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 200 : 30 },
    );
  });

  it('for every interval and all that can be written below, inside and above', () => {
    const choices = fc.record({ lower: written, inner: written, upper: written });
    fc.assert(
      fc.property(values, value, value, choices, (seeds, a, b, choice) => {
        const [min, max] = a > b ? [b, a] : [a, b];
        const source = voxelsOf(type, [...seeds, a, b]);
        const isMirrored = Object.values(choice).some(({ kind }) => kind === 'mirrored');
        const [fast, plain] = both(isMirrored ? 'float64' : type, source.length, (target) =>
          intervalVoxels(source, target, min, max, choice),
        );
        expect(whyNotSameVoxels(fast, plain)).toBeUndefined();
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 200 : 10 },
    );
  });

  it('for masks of every type, kept inside and outside', () => {
    fc.assert(
      fc.property(values, values, fc.constantFrom(...types), fc.boolean(), (seeds, maskSeeds, maskType, isInside) => {
        const source = voxelsOf(type, seeds, 70);
        const mask = voxelsOf(maskType, maskSeeds, 70);
        const background = voxelTypes[type].integer ? 7 : Number.NaN;
        const [fast, plain] = both(type, 70, (target) =>
          maskVoxels(source, mask, target, background, isInside ? 'foreground' : 'background'),
        );
        expect(whyNotSameVoxels(fast, plain)).toBeUndefined();
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 200 : 30 },
    );
  });

  it('for masks as bytes', () => {
    fc.assert(
      fc.property(values, value, value, (seeds, lower, upper) => {
        const source = voxelsOf(type, [...seeds, lower, upper]);
        for (const rule of [foreground, band(lower, upper), above(lower)]) {
          for (const write of [flagVoxels, flagOthers]) {
            const [fast, plain] = both('uint8', source.length, (target) => write(source, target as Uint8Array, rule));
            expect(whyNotSameVoxels(fast, plain)).toBeUndefined();
          }
        }
      }),
      { numRuns: process.env.VOXGRAPH_SOAK ? 200 : 12 },
    );
  });

  it('beyond one window, with a count that no vector divides', () => {
    const source = voxelsOf(type, [0, 1, 2, 3, 60, 61, 62, 100], 65536 + 3333);
    const mask = voxelsOf('float32', [0, Number.NaN, 1, -0, 5], source.length);
    const original = { kind: 'original' } as const;
    const zero = { kind: 'constant', value: 0 } as const;
    const kept = both(type, source.length, (target) => thresholdVoxels(source, target, 'Greater', 60, original, zero));
    const masked = both(type, source.length, (target) => maskVoxels(source, mask, target, 9, 'foreground'));
    expect(whyNotSameVoxels(...kept)).toBeUndefined();
    expect(whyNotSameVoxels(...masked)).toBeUndefined();
  });
});

describe('a threshold', () => {
  it('that lies between two values of float32 is not rounded to one of them', () => {
    const source = Float32Array.of(0.1, 0.10000000149011613, Math.fround(0.1) - 2 ** -27);
    const target = new Uint8Array(3);
    thresholdVoxels(source, target, 'Greater', 0.1, { kind: 'constant', value: 1 }, { kind: 'constant', value: 0 });
    expect([...target]).toEqual([1, 1, 0]);
  });
});

it('a large image goes part by part, none left out, and tells of its progress between them', () => {
  const count = 2 ** 21 + 3;
  const [source, mask, target] = [9, 1, 0].map((fill) => new Uint8Array(count).fill(fill));
  mask[count - 2] = 0;
  const fractions: number[] = [];
  maskVoxels(source, mask, target, 5, 'foreground', (fraction) => void fractions.push(fraction));
  expect(target.indexOf(0)).toBe(-1);
  expect([target.indexOf(5), target.lastIndexOf(5)]).toEqual([count - 2, count - 2]);
  expect(fractions).toEqual([2 ** 21 / count]);
});
