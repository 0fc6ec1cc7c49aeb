import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listSeries } from '#src/formats/dicomSeries.ts';
import { readImage } from '#src/formats/readImage.ts';
import { bundleOf } from '#src/formats/zipBundle.ts';
import { toWorld } from '#src/image/affine.ts';
import { readContext, sourceOf } from './sources.ts';
import { element, type TinyDicom, tinyDicom } from './tinyDicom.ts';

type Vec = readonly [number, number, number];

/** Files as a drop of their folder gives them. */
function bundled(files: readonly TinyDicom[], name = (n: number) => `I${n}`) {
  return bundleOf(files.map((file, n) => sourceOf(tinyDicom(file), `folder/${name(n)}`)));
}

async function read(files: readonly TinyDicom[]) {
  const context = readContext();
  return { ...(await readImage(await bundled(files), context)), warnings: context.warnings };
}

/** Slices at these heights, each with its number as its first value. */
const slices = (heights: readonly number[]) =>
  heights.map((z, k) => ({ position: [0, 0, z], values: [k, 0, 0, 0, 0, 0], number: k }));

/** Two unit vectors at right angles, from Euler angles, to twelve digits as a header has them. */
function directions(a: number, b: number, c: number): number[] {
  const [ca, sa, cb, sb, cc, sc] = [a, b, c].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]);
  return [ca * cb, sa * cb, -sb, ca * sb * sc - sa * cc, sa * sb * sc + ca * cc, cb * sc].map((n) =>
    Number(n.toFixed(12)),
  );
}

describe('the geometry of DICOM series', () => {
  it('puts every voxel where its header says, in whatever direction the slices run and in whatever order the files come', async () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    const coordinate = fc.double({ min: -300, max: 300, noNaN: true });
    const space = fc.double({ min: 0.2, max: 8, noNaN: true });
    const count = fc.integer({ min: 2, max: 6 });
    const check = async (
      angles: readonly [number, number, number],
      origin: Vec,
      [across, down, step]: Vec,
      n: number,
      seed: number,
    ) => {
      const orientation = directions(...angles);
      const [a, b, c, d, e, f] = orientation;
      const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
      const position = (k: number) => origin.map((value, axis) => Number((value + k * step * normal[axis]).toFixed(9)));
      const files = Array.from({ length: n }, (_, k) => ({
        position: position(k),
        orientation,
        spacing: [down, across].map((mm) => Number(mm.toFixed(9))),
        values: Array.from({ length: 6 }, (_, v) => 10 * k + v),
        number: (k * 7 + seed) % n,
      }));
      const shuffled = files.toSorted((p, q) => ((p.values[0] * 31 + seed) % 17) - ((q.values[0] * 31 + seed) % 17));
      const volume = await read(shuffled);
      expect(volume.size).toEqual([3, 2, n]);
      expect([...volume.voxels]).toEqual(files.flatMap(({ values }) => values));
      for (const [i, j, k] of [
        [0, 0, 0],
        [2, 1, n - 1],
        [1, 0, 1],
      ] as const) {
        const lps = position(k).map(
          (value, axis) => value + i * across * orientation[axis] + j * down * orientation[3 + axis],
        );
        const world = toWorld(volume.affine, [i, j, k]);
        expect(Math.hypot(world[0] + lps[0], world[1] + lps[1], world[2] - lps[2])).toBeLessThan(1e-4);
      }
    };
    const runs = process.env.VOXGRAPH_SOAK ? 1000 : 60;
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(angle, angle, angle),
        fc.tuple(coordinate, coordinate, coordinate),
        fc.tuple(space, space, space),
        count,
        fc.nat(100),
        check,
      ),
      { numRuns: runs, seed: 7 },
    );
  });

  it('keeps a gantry tilt in the affine, and says so', async () => {
    const files = [0, 1, 2, 3].map((k) => ({ position: [0, k, 4 * k], values: [k, 0, 0, 0, 0, 0] }));
    const volume = await read(files);
    expect(toWorld(volume.affine, [0, 0, 3])).toEqual([0, -3, 12]);
    expect(volume.warnings).toEqual([expect.stringContaining('Slices are tilted by 14.0° (gantry tilt)')]);
  });

  it.each([
    [
      'a slice is missing',
      [0, 3, 6, 12, 15],
      'are not evenly spaced, the steps are 3 mm to 6 mm: about 1 slices are missing',
    ],
    ['a step differs by a fifth', [0, 5, 10, 16], 'are not evenly spaced, the steps are 5 mm to 6 mm'],
  ])('refuses a series where %s', async (_, heights, sentence) => {
    await expect(read(slices(heights))).rejects.toThrow(sentence);
    const { series } = await listSeries(await bundled(slices(heights)));
    expect(series[0].problem).toContain(sentence);
  });

  it('takes rounded positions for even ones, and says so beyond a hundredth of a step', async () => {
    expect((await read(slices([0, 0.333, 0.667, 1]))).warnings).toEqual([]);
    const rough = await read(slices([0, 0.6, 1.3, 1.9]));
    expect(rough.warnings).toEqual([
      expect.stringMatching(/^Slices lie up to 5 % of a step from even steps of 0.633 mm/),
    ]);
  });

  it('takes pictures at the same places for images in the order of time, of which one must be chosen', async () => {
    const files = [0, 1, 2].flatMap((t) =>
      [0, 1].map((k) => ({
        position: [0, 0, k],
        values: [10 * t + k, 0, 0, 0, 0, 0],
        number: 100 - 10 * t,
        more: { 2097408: ['IS', String(t)] } as TinyDicom['more'],
      })),
    );
    await expect(read(files)).rejects.toThrow('has 3 images (3×2×2×3): choose the number of one (frame)');
    const volume = await readImage(await bundled(files), readContext(), undefined, { frame: 2 });
    expect([volume.voxels[0], volume.voxels[6]]).toEqual([20, 21]);
    await expect(read(files.slice(1))).rejects.toThrow('have fewer pictures than the 3 of the others');
  });

  it('parts a series by direction and size, and names the parts by numbers that depend on nothing else', async () => {
    const axial = slices([0, 1, 2]);
    const sagittal = [0, 1].map((k) => ({
      position: [k, 0, 0],
      orientation: [0, 1, 0, 0, 0, -1],
      values: [k, 9, 0, 0, 0, 0],
    }));
    const listing = await listSeries(await bundled([...axial, ...sagittal]));
    expect(listing.series.map(({ size, warnings }) => [size, warnings])).toEqual(
      expect.arrayContaining([
        [[3, 2, 3], [expect.stringContaining('has 2 parts')]],
        [[3, 2, 2], [expect.stringContaining('has 2 parts')]],
      ]),
    );
    const alone = await listSeries(await bundled(axial.toReversed()));
    expect(listing.series.map(({ id }) => id)).toContain(alone.series[0].id);
    expect(alone.series[0].id).toMatch(/^[0-9a-f]{12}$/);
  });

  it('does not take a mosaic of slices for one slice', async () => {
    const more = { 524296: ['CS', 'ORIGINAL\\PRIMARY\\M\\ND\\MOSAIC'] } as TinyDicom['more'];
    await expect(readImage(sourceOf(tinyDicom({ more }), 'a.dcm'), readContext())).rejects.toThrow(
      'a.dcm is a mosaic of slices',
    );
  });

  it('says of a series with a gap which file was passed over', async () => {
    const files = slices([0, 1, 2, 3]).map((slice) => tinyDicom(slice));
    const cut = files.map((bytes, k) => sourceOf(k === 1 ? bytes.subarray(0, 400) : bytes, `I${k}`));
    await expect(readImage(await bundleOf(cut), readContext())).rejects.toThrow(
      /not evenly spaced.*; 1 files were passed over; of I1, it is cut short/,
    );
  });

  it('says of a last slice that is empty that it was passed over, and nothing of hidden files', async () => {
    const files = slices([0, 1, 2]).map((slice, k) =>
      sourceOf(k === 2 ? new Uint8Array(0) : tinyDicom(slice), `I${k}`),
    );
    const warnings: string[] = [];
    const context = { ...readContext(), warn: (sentence: string) => warnings.push(sentence) };
    const bundle = await bundleOf([...files, sourceOf(new Uint8Array(0), '.hidden')]);
    expect((await readImage(bundle, context)).size[2]).toBe(2);
    expect(warnings).toEqual(['1 files were passed over; of I2, it is empty']);
  });

  it('says of a last slice that is cut short that it was passed over, wherever it is cut', async () => {
    const files = slices([0, 1, 2]).map((slice) => tinyDicom(slice));
    // The description of the image, from its number of values a pixel to its pixels.
    const from = Buffer.from(files[2]).indexOf(Buffer.from([0x28, 0, 0x11, 0]));
    for (let length = from; length < files[2].length - 12; length++) {
      const cut = files.map((bytes, k) => sourceOf(k === 2 ? bytes.subarray(0, length) : bytes, `I${k}`));
      const context = readContext();
      await readImage(await bundleOf(cut), context);
      expect(context.warnings.join()).toMatch(/1 files were passed over; of I2, it is cut short/);
    }
  });

  it('takes a file that is there twice once', async () => {
    const files = slices([0, 1, 2]);
    const volume = await read([...files, files[1]]);
    expect(volume.size).toEqual([3, 2, 3]);
    expect(volume.warnings[0]).toMatch(/1 files were passed over; of I\d, it is the same image as another file/);
  });
});

describe('the values of DICOM files', () => {
  const values = [-32768, -1000, 0, 1, 1000, 32767];
  const rescaled = (slope: string, intercept: string, more: TinyDicom['more'] = {}) => ({
    position: [0, 0, 0],
    values,
    more: { 2625618: ['DS', intercept], 2625619: ['DS', slope], ...more } as TinyDicom['more'],
  });
  const readOne = async (file: TinyDicom) =>
    (await readImage(sourceOf(tinyDicom(file), 'a.dcm'), readContext())).voxels;

  it('are whole numbers of 16 bits where slope and intercept are whole, until one does not fit', async () => {
    expect(await readOne({ ...rescaled('1', '-1024'), values: [24, 1024, 0, 1, 2, 3] })).toEqual(
      Int16Array.of(-1000, 0, -1024, -1023, -1022, -1021),
    );
    expect(await readOne(rescaled('1', '-1024'))).toEqual(Int32Array.from(values, (value) => value - 1024));
  });

  it('are of the smallest whole type that holds what the bits can have', async () => {
    const bits = (stored: number, signed: number) => ({
      2621697: ['US', stored] as const,
      2621698: ['US', stored - 1] as const,
      2621699: ['US', signed] as const,
    });
    const low = [0, 1, 2, 3, 4, 5];
    expect(await readOne({ values: low, more: bits(8, 0) })).toBeInstanceOf(Uint8Array);
    expect(await readOne({ values: low, more: bits(12, 0) })).toBeInstanceOf(Uint16Array);
    expect(await readOne({ ...rescaled('1', '-1024', bits(12, 0)), values: low })).toBeInstanceOf(Int16Array);
    expect(await readOne({ ...rescaled('100', '0', bits(12, 0)), values: low })).toBeInstanceOf(Uint32Array);
  });

  it.each([
    ['slope', '1,5', '0'],
    ['intercept', '1', '-1024 HU'],
  ])('are not read without their rescaling where its %s is no number', async (_, slope, intercept) => {
    await expect(readOne(rescaled(slope, intercept))).rejects.toThrow(
      /^a\.dcm is damaged: its rescaling \(0028,105.\) is “(1,5|-1024 HU)”, which is no number$/,
    );
  });

  it('are never the bytes of compressed pixels, nor of pieces that are said to be none', async () => {
    const syntax = '1.2.840.10008.1.2.4.50';
    await expect(readOne({ values, syntax })).rejects.toThrow(
      'The compressed pixels of a.dcm are damaged: they do not start with an offset table',
    );
    const open = Buffer.from(tinyDicom({ values }));
    open.writeUInt32LE(0xffffffff, open.length - 16);
    await expect(readImage(sourceOf(Uint8Array.from(open), 'a.dcm'), readContext())).rejects.toThrow(
      'a.dcm has its pixels in pieces, as compressed ones are, and declares that they are not compressed',
    );
  });

  it('are taken from pieces that have a length, whatever follows them', async () => {
    const bytes = Buffer.alloc(64 + 2 * 4);
    bytes.writeUInt32LE(2, 0);
    bytes.writeUInt32LE(64, 4);
    bytes.writeUInt32LE(68, 8);
    // PackBits: each byte of the six values three times over, then as often again.
    bytes.set([254, 1, 254, 2, 254, 3, 254, 4], 64);
    const head = (length: number) => Buffer.from([0xfe, 0xff, 0, 0xe0, length, 0, 0, 0]);
    const pieces = Buffer.concat([head(0), head(bytes.length), bytes]);
    const padded = element(0xfffcfffc, 'OB', new Uint8Array(10));
    const file = tinyDicom({
      syntax: '1.2.840.10008.1.2.5',
      more: { 2145386512: ['OB', pieces] } as TinyDicom['more'],
    });
    const source = sourceOf(Uint8Array.from(Buffer.concat([file, padded])), 'a.dcm');
    const { voxels } = await readImage(source, readContext());
    expect([...voxels]).toEqual([0x103, 0x103, 0x103, 0x204, 0x204, 0x204]);
  });

  it('are fractions in the smallest float type that holds each exactly', async () => {
    expect(await readOne(rescaled('0.5', '0'))).toEqual(Float32Array.from(values, (value) => value / 2));
    expect(await readOne(rescaled('0.1', '0'))).toEqual(Float64Array.from(values, (value) => value * 0.1));
  });

  it('get their sign from the highest stored bit', async () => {
    const more = { 2621697: ['US', 12], 2621698: ['US', 11], 2621699: ['US', 1] } as TinyDicom['more'];
    expect([...(await readOne({ values: [0xfff, 0x800, 0x7ff, -1, 0, 1], more }))]).toEqual([
      -1, -2048, 2047, -1, 0, 1,
    ]);
  });

  it.each([
    ['YBR_PARTIAL_422', 8],
    ['YBR_FULL', 16],
    ['YBR_RCT', 8],
  ])('are refused as colours that would be wrong: %s of %i bits', async (photometric, bits) => {
    const more = { 2621442: ['US', 3], 2621444: ['CS', photometric], 2621696: ['US', bits], 2621697: ['US', bits] };
    const high = { 2621698: ['US', bits - 1], 2621699: ['US', 0] };
    await expect(readOne({ more: { ...more, ...high } as unknown as TinyDicom['more'] })).rejects.toThrow(
      `a.dcm has colours as ${photometric} of ${bits} bits, which are not read`,
    );
  });

  it('are brought from luminance and colour differences to red, green and blue', async () => {
    const bytes = Uint8Array.of(255, 128, 128, 76, 85, 255, 0, 128, 128, 150, 44, 21, 29, 255, 107, 128, 128, 128);
    const more = {
      2621442: ['US', 3],
      2621444: ['CS', 'YBR_FULL'],
      2621696: ['US', 8],
      2621697: ['US', 8],
      2621698: ['US', 7],
      2621699: ['US', 0],
      2145386512: ['OB', bytes],
    } as unknown as TinyDicom['more'];
    const read = async (channel: 'red' | 'green' | 'blue') => [
      ...(await readImage(sourceOf(tinyDicom({ more }), 'a.dcm'), readContext(), undefined, { channel })).voxels,
    ];
    expect(await read('red')).toEqual([255, 254, 0, 0, 0, 128]);
    expect(await read('green')).toEqual([255, 0, 0, 255, 0, 128]);
    expect(await read('blue')).toEqual([255, 0, 0, 1, 254, 128]);
  });

  it('are taken from the bits that the header names', async () => {
    const more = { 2621697: ['US', 8], 2621698: ['US', 11], 2621699: ['US', 0] } as TinyDicom['more'];
    expect([...(await readOne({ values: [0x0120, 0x0fff, 0x7010, 0, 1, 15], more }))]).toEqual([18, 255, 1, 0, 0, 0]);
  });
});
