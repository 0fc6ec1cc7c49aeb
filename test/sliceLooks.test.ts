import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { liveQuestions } from '#src/app/liveQuestion.ts';
import { cineInterval, nextCineSlice } from '#src/app/viewers/cine.ts';
import { coarseSlices, coarseVolume, slicesInTime } from '#src/app/viewers/coarseVolume.ts';
import { colorTable, labelColor, parseColor, wordOf } from '#src/app/viewers/colorTables.ts';
import { differenceOf } from '#src/app/viewers/differenceTiles.ts';
import { paintOverlay } from '#src/app/viewers/paintOverlay.ts';
import { paintLabels, paintSlice } from '#src/app/viewers/paintSlice.ts';
import { resampleNearest } from '#src/app/viewers/resampleSlice.ts';
import { selectNth } from '#src/app/viewers/selectNth.ts';
import { slabsBeside } from '#src/app/viewers/slabsBeside.ts';
import { sliceGeometry } from '#src/app/viewers/sliceGeometry.ts';
import { permutedGrid } from '#src/app/viewers/slicePlanes.ts';
import { slabOf, tilesOf } from '#src/app/viewers/sliceTiles.ts';
import { linkedTimes, timePointOf } from '#src/app/viewers/timePoint.ts';
import { valueRange, withoutPadding } from '#src/app/viewers/valueRange.ts';
import { displayOf, initialDisplay } from '#src/app/viewers/viewerDisplay.ts';
import { volumeRange } from '#src/app/viewers/volumeRange.ts';
import { mappedWindow, unitOf } from '#src/app/viewers/windowPresets.ts';
import { toWorld } from '#src/image/affine.ts';
import { type Affine, cropSlab, type Vec3, type Volume } from '#src/image/volume.ts';

const oblique: Affine = [1.9, 0.2, -0.4, 5, -0.1, 0.9, 0.3, 6, 0.6, -0.2, 2.8, 7, 0, 0, 0, 1];

function ramp(size: Vec3, affine: Affine): Volume {
  return { size, affine, voxels: Int16Array.from({ length: size[0] * size[1] * size[2] }, (_, p) => (p * 7) % 1009) };
}

describe('layers', () => {
  it('of another grid take the nearest voxel, and nothing outside', () => {
    const fine = ramp([8, 6, 4], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    const coarse = { size: [3, 2, 1] as const, affine: [4, 0, 0, 1, 0, 4, 0, 1, 0, 0, 1, 2, 0, 0, 0, 1] };
    const { voxels } = resampleNearest(fine, coarse);
    expect([...voxels]).toEqual(
      [
        [1, 1],
        [5, 1],
        [9, 1],
        [1, 5],
        [5, 5],
        [9, 5],
      ].map(([i, j]) => (i > 7 ? NaN : fine.voxels[i + 8 * (j + 12)])),
    );
    expect(resampleNearest(fine, fine)).toBe(fine);
  });

  it('paint foreground only, outlines one voxel wide', () => {
    const mask = Float32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, NaN, 0, 0, 0, 0);
    const pixels = new Int32Array(25);
    const count = () => pixels.filter((pixel) => pixel !== 0).length;
    paintOverlay(mask, 5, { color: [1, 0, 0], opacity: 0.5, isOutline: false }, pixels);
    expect(count()).toBe(9);
    expect(pixels[6]).toBe(wordOf([1, 0, 0], 0.5));
    paintOverlay(mask, 5, { color: 'labels', opacity: 1, isOutline: true }, pixels);
    expect(count()).toBe(8);
    expect(pixels[12]).toBe(0);
    expect(pixels[6]).toBe(wordOf(labelColor(1)));
  });

  it('are subtracted value by value', () => {
    const [a, b] = [Uint8Array.of(1, 200), Float64Array.of(3, NaN)].map((voxels) => ({
      ...ramp([2, 1, 1], oblique),
      voxels,
    }));
    expect([...differenceOf(a, b).voxels]).toEqual([-2, NaN]);
  });
});

describe('colours', () => {
  it('go from the lowest to the highest value, inverted the other way round, and NaN stays black', () => {
    const pixels = new Int32Array(4);
    paintSlice(Float32Array.of(-1, 0, 9, NaN), { center: 4, width: 8 }, pixels, colorTable('hot', true));
    const hot = colorTable('hot');
    expect([...pixels]).toEqual([hot[255], hot[255], hot[0], 0xff000000 | 0]);
  });

  it('of viridis are near to the published ones', () => {
    const table = colorTable('viridis');
    const near = (n: number, rgb: readonly number[]) =>
      rgb.forEach((part, shift) => {
        expect(Math.abs(((table[n] >> (8 * shift)) & 255) - part)).toBeLessThan(6);
      });
    near(0, [68, 1, 84]);
    near(128, [33, 145, 140]);
    near(255, [253, 231, 37]);
  });

  it('tell labels apart, from 1 on', () => {
    const pixels = new Int32Array(41);
    paintLabels(
      Float64Array.from({ length: 41 }, (_, n) => n),
      pixels,
    );
    expect(new Set(pixels).size).toBe(41);
    expect(pixels[0]).toBe(0xff000000 | 0);
    expect(parseColor('#ff8000')).toEqual([1, 128 / 255, 0]);
    expect(parseColor('red')).toBeUndefined();
  });
});

describe('windows', () => {
  it('for CT are mapped to the range of an image that is not in HU', () => {
    expect(mappedWindow({ center: 0, width: 2000 }, { min: 10, max: 210 })).toEqual({ center: 110, width: 200 });
    expect([unitOf({ modality: 'CT' }), unitOf({ modality: 'MR' }), unitOf({ unit: 'Gy' })]).toEqual([
      'HU',
      undefined,
      'Gy',
    ]);
  });

  it('of CT leave out what scanners write around their round field, and of other units nothing', () => {
    const voxels = Int16Array.from({ length: 1000 }, (_, n) => (n % 4 === 0 ? -3024 : (n % 40) * 50 - 1000));
    const volume = { ...ramp([10, 10, 10], oblique), voxels };
    expect(volumeRange({ ...volume, meta: { modality: 'CT' } })).toEqual({ min: -1024, max: 950 });
    expect(volumeRange(volume)).toEqual({ min: -3024, max: 950 });
    expect(withoutPadding({ min: -3024, max: -2000 }, 'HU')).toEqual({ min: -3024, max: -2000 });
  });

  it('lie between the percentiles that are asked for', () => {
    const values = Float32Array.from({ length: 1001 }, (_, n) => n);
    expect(valueRange(values, { low: 1, high: 99 })).toEqual({ min: 10, max: 990 });
    expect(valueRange(Float32Array.of(NaN, NaN))).toBeUndefined();
    expect(valueRange(new Int16Array(9).fill(5), { low: 1, high: 99 })).toEqual({ min: 0, max: 5 });
  });

  it('find percentiles as sorting does', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), fc.nat(), (values, at) => {
        const n = at % values.length;
        // Which of both zeros it is, is not told.
        expect(selectNth(Float64Array.from(values), n) + 0).toBe(Float64Array.from(values).sort()[n] + 0);
      }),
    );
  });
});

describe('settings of a view', () => {
  it('that are missing or foreign are as it begins', () => {
    expect(displayOf({})).toEqual(initialDisplay);
    expect(displayOf({ colorMap: 'toString', numSlices: 99, slab: -4, invertLUT: 'yes' })).toEqual({
      ...initialDisplay,
      numSlices: 9,
    });
  });

  it('play slices in turn, slowly for those who want less motion', () => {
    expect([nextCineSlice(3, 5), nextCineSlice(4, 5)]).toEqual([4, 0]);
    expect([cineInterval(20, false), cineInterval(20, true), cineInterval(1, true)]).toEqual([50, 500, 1000]);
  });
});

describe('a coarse picture', () => {
  it.each([[0], [1]] as const)(
    'across axis %i has the values of its slices, each at its place in the world',
    (across) => {
      const whole = ramp([5, 6, 23], oblique);
      const list = coarseSlices(23, 5);
      expect(list).toEqual([1, 6, 11, 16, 21]);
      const slices = list.map((k) => cropSlab(whole, { start: k, end: k + 1 }));
      const axes = across === 0 ? ([1, 2, 0] as const) : ([0, 2, 1] as const);
      const geometry = sliceGeometry(permutedGrid(whole, axes), 'RADIOLOGICAL', axes);
      const request = { slice: 3, count: 1, thickness: 2, mode: 'BLEND_MAXIMUM' } as const;
      const [exact] = tilesOf(whole, geometry, request, 'RADIOLOGICAL');
      const volume = coarseVolume(slices, 5, axes, slabOf(request, geometry.grid.size[2]));
      const [tile] = tilesOf(volume, geometry, request, 'RADIOLOGICAL');
      const width = exact.volume.size[0];
      for (const [row, k] of list.entries()) {
        const rowOf = ({ voxels }: Volume, n: number) => [...voxels.slice(n * width, (n + 1) * width)];
        expect(rowOf(tile.volume, row)).toEqual(rowOf(exact.volume, k));
        const place = toWorld(tile.volume.affine, [1, row, 0]);
        for (const [n, mm] of toWorld(exact.volume.affine, [1, k, 0]).entries()) expect(place[n]).toBeCloseTo(mm, 9);
      }
    },
  );

  it('of few slices has them all', () => {
    expect(coarseSlices(3, 24)).toEqual([0, 1, 2]);
    expect(coarseSlices(1, 24)).toEqual([0]);
  });

  it('has as many slices as keep up with the hand, at most twice as many as the one before', () => {
    expect(slicesInTime(12, 20)).toBe(24);
    expect(slicesInTime(12, 240)).toBe(10);
    expect(slicesInTime(12, 3000)).toBe(6);
    expect(slicesInTime(6, 0)).toBe(12);
  });
});

describe('what is computed ahead', () => {
  it('lies the way that one moves, nearest first, then behind, within the image', () => {
    expect(slabsBeside({ start: 5, end: 6 }, 20, 1).map(({ start }) => start)).toEqual([6, 7, 8, 4]);
    expect(slabsBeside({ start: 1, end: 3 }, 20, -1)).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 4 },
    ]);
    expect(slabsBeside({ start: 0, end: 1 }, 1, 1)).toEqual([]);
  });

  it('is nothing of a mosaic', () => {
    expect(slabsBeside({ start: 5, end: 9 }, 20, 1)).toEqual([]);
  });
});

describe('time points', () => {
  const node = (module: string, params: object, inputs: object) => ({
    module,
    moduleVersion: 1,
    position: { x: 0, y: 0 },
    params: params as never,
    inputs: inputs as never,
  });

  it('are those of the only file behind a view, unless a connection decides on its frame', () => {
    const nodes = { A: node('LocalImage', { frame: 2 }, {}), B: node('Threshold', {}, { input0: 'A.outImage' }) };
    expect(timePointOf({ version: 1, nodes }, 'B.output0')).toEqual({ node: 'A', frame: 2 });
    const one = { ...nodes, A: node('LocalImage', { frame: -1 }, {}) };
    expect(timePointOf({ version: 1, nodes: one }, 'B.output0')).toBeUndefined();
    const fed = { ...nodes, A: node('LocalImage', { frame: 2 }, { frame: 'Count.value' }) };
    expect(timePointOf({ version: 1, nodes: fed }, 'B.output0')).toBeUndefined();
  });

  it('go along in both images of a SynchroView2D with synchTiming, and in what those are coupled to', () => {
    const nodes = (synchTiming: boolean) => ({
      A: node('LocalImage', { frame: 2 }, {}),
      B: node('LocalImage', { frame: 0 }, {}),
      C: node('LocalImage', { frame: 1 }, {}),
      D: node('LocalImage', { frame: -1 }, {}),
      One: node('SynchroView2D', { synchTiming }, { inImage1: 'A.outImage', inImage2: 'B.outImage' }),
      Two: node('SynchroView2D', {}, { inImage1: 'C.outImage', inImage2: 'B.outImage' }),
      Three: node('SynchroView2D', {}, { inImage1: 'A.outImage', inImage2: 'D.outImage' }),
    });
    expect(linkedTimes({ version: 1, nodes: nodes(true) }, 'A')).toEqual(['A', 'B', 'C']);
    expect(linkedTimes({ version: 1, nodes: nodes(false) }, 'A')).toEqual(['A']);
  });
});

describe('questions of a view whose parameters change all the time', () => {
  it('are answered on the way, in their order, and the newest last', async () => {
    const questions = liveQuestions<number>(60_000);
    const open: ((answer: number) => void)[] = [];
    const answers: number[] = [];
    const ask = (n: number) =>
      questions.ask(
        () => new Promise((resolve) => open.push(() => resolve(n))),
        (answer) => answers.push(answer),
      );
    ask(1);
    ask(2);
    ask(3);
    expect(open).toHaveLength(1);
    open[0](0);
    await expect.poll(() => open.length).toBe(2);
    open[1](0);
    await expect.poll(() => answers).toEqual([1, 3]);
  });

  it('withdraw one that takes longer than their patience', async () => {
    const questions = liveQuestions<number>(0);
    const answers: number[] = [];
    questions.ask(
      (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(1))),
      (n) => answers.push(n),
    );
    questions.ask(
      () => Promise.resolve(2),
      (n) => answers.push(n),
    );
    await expect.poll(() => answers).toEqual([2]);
  });

  it('wait longer where all take long, so that one is answered under a hand that never rests', async () => {
    const questions = liveQuestions<number>(1, 60_000);
    const answers: number[] = [];
    let asked = 0;
    const isOver = new AbortController();
    const keepAsking = async () => {
      while (!isOver.signal.aborted) {
        const n = asked++;
        questions.ask(
          (signal) =>
            new Promise((resolve) => {
              const timer = setTimeout(() => resolve(n), 20);
              signal.addEventListener('abort', () => clearTimeout(timer));
            }),
          (answer) => answers.push(answer),
        );
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    const asking = keepAsking();
    await expect.poll(() => answers.length).toBeGreaterThan(1);
    isOver.abort();
    await asking;
    questions.stop();
    expect(answers).toEqual(answers.toSorted((a, b) => a - b));
  });
});
