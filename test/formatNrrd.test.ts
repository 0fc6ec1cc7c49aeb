import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNrrd } from '#src/formats/readNrrd.ts';
import { writeNrrd } from '#src/formats/writeNrrd.ts';
import { anyVolume, volumesOfAllTypes } from './anyVolume.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const grid = 'dimension: 3\nsizes: 2 3 1\nspace: RAS\nspace directions: (1,0,0) (0,2,0) (0,0,3)\nspace origin: (4,5,6)';
const affine = [1, 0, 0, 4, 0, 2, 0, 5, 0, 0, 3, 6, 0, 0, 0, 1];

/** A file of the given header lines and voxels. */
function file(lines: string, voxels: Uint8Array | string, name = 'a.nrrd') {
  return sourceOf(Buffer.concat([Buffer.from(`NRRD0004\n${lines}\n\n`), Buffer.from(voxels)]), name);
}

function bytesOf(voxels: ArrayBufferView): Uint8Array {
  return new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
}

describe('readNrrd', () => {
  it('reads what writeNrrd wrote: size, type, affine to the last digit, and each voxel', async () => {
    const check = async (volume: typeof anyVolume extends fc.Arbitrary<infer V> ? V : never) => {
      const context = readContext();
      expect(await readNrrd(sourceOf(await writeNrrd(volume)), context)).toEqual(volume);
      expect(context.warnings).toEqual([]);
      expect(context.fractions.at(-1)).toBe(1);
    };
    await fc.assert(fc.asyncProperty(anyVolume, check), { numRuns: 100, seed: 4 });
  });

  const values = [-3, 0, 300, 7, -32768, 32767];
  it.each([
    ['short', 'little', bytesOf(Int16Array.from(values)), Int16Array.from(values)],
    ['signed short int', 'big', Buffer.from(bytesOf(Int16Array.from(values))).swap16(), Int16Array.from(values)],
    ['float', 'big', Buffer.from(bytesOf(Float32Array.from(values))).swap32(), Float32Array.from(values)],
    ['double', 'big', Buffer.from(bytesOf(Float64Array.from(values))).swap64(), Float64Array.from(values)],
    ['int64_t', 'little', bytesOf(BigInt64Array.from(values.map(BigInt))), Int32Array.from(values)],
    ['uchar', 'little', Uint8Array.of(0, 1, 2, 3, 254, 255), Uint8Array.of(0, 1, 2, 3, 254, 255)],
  ])('reads raw %s, %s endian', async (type, endian, bytes, voxels) => {
    const source = file(`type: ${type}\n${grid}\nendian: ${endian}\nencoding: raw`, bytes);
    expect(await readNrrd(source, readContext())).toEqual({ size: [2, 3, 1], affine, voxels });
  });

  it('reads numbers in words', async () => {
    const source = file(`type: float\n${grid}\nencoding: ascii`, '1 -2.5e1\n3,4\r\nnan -inf\n');
    const { voxels } = await readNrrd(source, readContext());
    expect(voxels).toEqual(Float32Array.of(1, -25, 3, 4, NaN, -Infinity));
  });

  it.each([
    ['uint8', '1 2 3 4 5 256', 'Voxel 5 of a.nrrd reads "256", which uint8 does not hold'],
    ['short', '1 2 3 4 5 1.5', 'Voxel 5 of a.nrrd reads "1.5", which int16 does not hold'],
    ['short', '1 2 x 4 5 6', 'Voxel 2 of a.nrrd reads "x", which is no number'],
    ['short', '1 2 3 4 500', 'a.nrrd is cut short'],
    [
      'uint64',
      '1 2 3 4 5 99999999999999999999',
      'Voxel 5 of a.nrrd reads "99999999999999999999", which uint64 does not',
    ],
  ])('refuses %s in the words "%s"', async (type, words, sentence) => {
    const source = file(`type: ${type}\n${grid}\nencoding: text`, words);
    await expect(readNrrd(source, readContext())).rejects.toThrow(sentence);
  });

  it('skips bytes before raw voxels, or takes the last ones', async () => {
    const voxels = Uint8Array.of(1, 2, 3, 4, 5, 6);
    const padded = Uint8Array.of(9, 9, 9, ...voxels);
    for (const skip of ['byte skip: 3', 'byteskip: -1']) {
      const source = file(`type: uchar\n${grid}\n${skip}\nencoding: raw`, padded);
      expect((await readNrrd(source, readContext())).voxels).toEqual(voxels);
    }
    const packed = file(`type: uchar\n${grid}\nbyte skip: 3\nencoding: gz`, gzipSync(padded));
    expect((await readNrrd(packed, readContext())).voxels).toEqual(voxels);
  });

  it('reads comments, keys, CR LF, and a file that is gzip as a whole', async () => {
    const text = `NRRD0005\r\n# note\r\nkey:=value: 3\r\ntype: uint8\r\n${grid.replaceAll('\n', '\r\n')}\r\nencoding: raw\r\n\r\n`;
    const plain = Buffer.concat([Buffer.from(text), Buffer.from([1, 2, 3, 4, 5, 6])]);
    for (const bytes of [plain, gzipSync(plain)]) {
      const volume = await readNrrd(sourceOf(bytes), readContext());
      expect(volume).toEqual({ size: [2, 3, 1], affine, voxels: Uint8Array.of(1, 2, 3, 4, 5, 6) });
    }
  });

  it('finds the voxels of a detached header by their name, else takes the only other file, with a warning', async () => {
    const header = sourceOf(
      Buffer.from(`NRRD0004\ntype: uchar\n${grid}\nencoding: raw\ndata file: ./x/a.raw`),
      'a.nhdr',
    );
    const data = sourceOf(Uint8Array.of(1, 2, 3, 4, 5, 6), 'a.raw');
    const other = sourceOf(Uint8Array.of(6, 5, 4, 3, 2, 1), 'b.raw');
    const context = readContext();
    expect((await readNrrd(header, context, undefined, { others: [other, data] })).voxels[0]).toBe(1);
    expect(context.warnings).toEqual([]);
    expect((await readNrrd(header, context, undefined, { others: [other] })).voxels[0]).toBe(6);
    expect(context.warnings.join()).toBe('a.nhdr keeps its voxels in a.raw; they are read from b.raw instead');
    await expect(readNrrd(header, context)).rejects.toThrow(
      'a.nhdr keeps its voxels in the file a.raw: choose that one',
    );
  });

  it.each([
    ['space: right-anterior-superior', [1, 0, 0, 4, 0, 2, 0, 5, 0, 0, 3, 6], ''],
    ['space: LAS', [-1, 0, 0, -4, 0, 2, 0, 5, 0, 0, 3, 6], ''],
    ['space: left-posterior-superior', [-1, 0, 0, -4, 0, -2, 0, -5, 0, 0, 3, 6], ''],
    [
      'space: scanner-xyz',
      [-1, 0, 0, -4, 0, -2, 0, -5, 0, 0, 3, 6],
      'a.nrrd has the space "scanner-xyz"; it is read as',
    ],
    ['space dimension: 3', [-1, 0, 0, -4, 0, -2, 0, -5, 0, 0, 3, 6], 'a.nrrd does not say where left and right are'],
  ])('turns %s into RAS+', async (space, rows, warning) => {
    const context = readContext();
    const lines = `type: uchar\n${grid.replace('space: RAS', space)}\nencoding: raw`;
    const volume = await readNrrd(file(lines, new Uint8Array(6)), context);
    expect(volume.affine).toEqual([...rows, 0, 0, 0, 1]);
    expect(context.warnings.join()).toContain(warning);
    expect(context.warnings.length).toBe(warning ? 1 : 0);
  });

  it('places a header without directions by its spacings and axis mins', async () => {
    const lines = 'type: uchar\ndimension: 2\nsizes: 2 3\nspacings: 0.5 2\naxis mins: 10 nan\nencoding: raw';
    const volume = await readNrrd(file(lines, new Uint8Array(6)), readContext());
    expect(volume.size).toEqual([2, 3, 1]);
    expect(volume.affine).toEqual([-0.5, 0, 0, -10.25, 0, -2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  });

  it('leaves out axes of one entry that lie in no direction', async () => {
    const lines = `type: uchar\n${grid
      .replace('dimension: 3', 'dimension: 4')
      .replace('sizes: ', 'sizes: 1 ')
      .replace('directions: ', 'directions: none ')}\nencoding: raw`;
    expect(await readNrrd(file(lines, new Uint8Array(6)), readContext())).toMatchObject({ size: [2, 3, 1], affine });
  });

  it.each([
    ['type: block', 'holds voxels of type "block"'],
    ['encoding: bzip2', 'has the encoding "bzip2", and raw, gzip and ascii are read'],
    ['kinds: 3-color domain domain', 'holds 2 values a voxel (3-color)'],
    ['kinds: complex domain domain', 'holds 2 values a voxel (complex)'],
    ['sizes: 2 3 0', 'declares 2×3×0 voxels, and each number must be whole and at least 1'],
    ['sizes: 2 3', 'declares 3 axes and the sizes 2, 3'],
    ['sizes: 2 3 x', 'reads "sizes: 2 3 x", and x is no number'],
    ['sizes: 90000 90000 90000', '90000×90000×90000 voxels, 729 TB as uint8, and the limit is 4.3 GB'],
    ['sizes: 20 30 10', 'is cut short: 20×30×10 voxels of uint8 take 6,000 bytes, and only 6 bytes are there'],
    ['space directions: (1,0,0) (2,0,0) (0,0,1)', 'which do not span a space'],
    ['space directions: (1,0,0) none (0,0,1)', 'instead of a vector for each axis'],
    ['space directions: (1,0,0) (0,0,1)', 'instead of 3 vectors'],
    ['line skip: 2', 'has a "line skip" of 2'],
    ['byte skip: -2', 'has a "byte skip" of -2'],
    ['data file: LIST', 'keeps its voxels in several files'],
    ['data file: a%03d.raw 1 20 1', 'keeps its voxels in several files'],
  ])('refuses "%s" and says why', async (line, sentence) => {
    const lines = `type: uchar\n${grid}\nencoding: raw`
      .split('\n')
      .filter((l) => l.split(':')[0] !== line.split(':')[0]);
    const context = readContext();
    const reading = readNrrd(file([...lines, line].join('\n'), new Uint8Array(6)), context);
    await expect(reading).rejects.toThrow(`a.nrrd`);
    await expect(readNrrd(file([...lines, line].join('\n'), new Uint8Array(6)), context)).rejects.toThrow(sentence);
    expect(context.allocated).toBe(0);
  });

  it.each([
    ['space directions: ', '('],
    ['sizes: ', '1'],
    ['sizes: ', '1 '],
    ['data file: ', '%d'],
    ['', 'x'],
  ])('refuses at once a header whose line "%s" goes on and on', async (start, part) => {
    const lines = `type: uchar\ndimension: 3\n${start}${part.repeat(900_000 / part.length)}x\nencoding: raw`;
    await expect(readNrrd(file(lines, new Uint8Array(6)), readContext())).rejects.toThrow(/^The header of a\.nrrd has/);
  });

  it('refuses at once words of a million digits', async () => {
    const source = file(`type: float\n${grid}\nencoding: ascii`, `1 2 3 ${'1'.repeat(1_000_000)}x 5 6`);
    await expect(readNrrd(source, readContext())).rejects.toThrow(
      /^Voxel \d+ of a\.nrrd reads "1+…", which is no number/,
    );
  });

  it('refuses several images in one file by their number of axes', async () => {
    const lines = 'type: uchar\ndimension: 4\nsizes: 2 3 1 5\nencoding: raw';
    const reading = readNrrd(file(lines, new Uint8Array(30)), readContext());
    await expect(reading).rejects.toThrow('3D expected, a.nrrd has 5 images (2×3×1×5)');
  });

  it.each(['raw', 'gzip', 'ascii', 'byte skip: -1\nencoding: raw'])(
    'reads one of several images, %s',
    async (encoding) => {
      const lines = `type: uchar\ndimension: 4\nsizes: 2 3 1 3\nspace: RAS\nspace dimension: 3\nspace directions: (1,0,0) (0,1,0) (0,0,1) none`;
      const all = Uint8Array.from({ length: 18 }, (_, n) => n);
      const bytes = encoding === 'ascii' ? Buffer.from(all.join(' ')) : encoding === 'gzip' ? gzipSync(all) : all;
      const source = file(`${lines}\n${encoding.includes('encoding') ? encoding : `encoding: ${encoding}`}`, bytes);
      const context = readContext();
      const volume = await readNrrd(source, context, undefined, { frame: 1 });
      expect(volume.voxels).toEqual(all.slice(6, 12));
      expect(volume.meta).toEqual({ frames: 3 });
      expect(context.warnings).toEqual(['a.nrrd has 3 images (0 to 2), of which Frame chooses one']);
      await expect(readNrrd(source, context, undefined, { frame: 3 })).rejects.toThrow(
        'and number 3 is none of 0 to 2',
      );
    },
  );

  it('does not take the values of a voxel for several images', async () => {
    const lines = 'type: uchar\ndimension: 4\nsizes: 5 2 3 1\nkinds: list domain domain domain\nencoding: raw';
    const reading = readNrrd(file(lines, new Uint8Array(30)), readContext(), undefined, { frame: 0 });
    await expect(reading).rejects.toThrow('a.nrrd has 5 values a voxel (list, axis 0)');
  });

  it('does not ask for memory that a small gzip file cannot fill', async () => {
    const lines = `type: uchar\n${grid.replace('2 3 1', '2000 1000 1000')}\nencoding: gzip`;
    const context = readContext();
    const reading = readNrrd(file(lines, gzipSync(Buffer.alloc(1e6))), context);
    await expect(reading).rejects.toThrow('voxels of uint8 cannot be in the 1,');
    expect(context.allocated).toBe(0);
  });

  it.each(['raw', 'gzip', 'ascii'])('survives any damage to a file with %s voxels', async (encoding) => {
    const voxels = bytesOf(Int16Array.of(1, -2, 300, -400, 5, 6));
    const packed = { raw: voxels, gzip: gzipSync(voxels), ascii: Buffer.from('1 -2 300 -400 5 6') }[encoding] ?? voxels;
    const head = Buffer.from(`NRRD0004\ntype: short\n${grid}\nendian: little\nencoding: ${encoding}\n\n`);
    await expectHostileProof(Buffer.concat([head, packed]), 'a.nrrd', readNrrd);
  });
});

const expected = expectedImages('NRRD file');

describe.skipIf(!expected)('readNrrd on real files', () => {
  it.each(['flair-oblique-gzip', 'adc-float', 'liver-labels'])('reads %s as the manifest has it', async (name) => {
    const path = `formats/nrrd/${name}.nrrd`;
    const context = readContext();
    expectImage(await readNrrd(fileSource(referenceData(path) ?? ''), context), expected?.[path] as never);
    expect(context.warnings).toEqual([]);
  });

  it('reads a detached header and its file', async () => {
    const path = 'formats/nrrd/ct-head-quarter.nhdr';
    const data = fileSource(referenceData('formats/nrrd/ct-head-quarter.raw.gz') ?? '');
    const volume = await readNrrd(fileSource(referenceData(path) ?? ''), readContext(), undefined, { others: [data] });
    expectImage(volume, expected?.[path] as never);
  });
});

/** The file is read anew, by the description of the format, with nothing of ours. */
const script = `
import sys, json, gzip, numpy
types = {'unsigned char': 'u1', 'signed char': 'i1', 'unsigned short': 'u2', 'short': 'i2', 'unsigned int': 'u4', 'int': 'i4',
         'float': 'f4', 'double': 'f8'}
for path in sys.argv[1:]:
    head, data = open(path, 'rb').read().split(b'\\n\\n', 1)
    h = dict(line.split(': ', 1) for line in head.decode().split('\\n')[1:] if not line.startswith('#'))
    d = numpy.frombuffer(gzip.decompress(data), '<' + types[h['type']]).reshape([int(n) for n in h['sizes'].split()], order='F')
    print(json.dumps([str(d.dtype), list(d.shape), h['space'], h['space directions'], h['space origin'],
                      [float(v) for v in d.ravel('F')]]))
`;

describe.skipIf(!hasPython('numpy', 'what writeNrrd writes'))('numpy, by the description of the format', () => {
  it('reads every type as it was written', async () => {
    const volumes = volumesOfAllTypes();
    const files = volumes.map(async (volume) => [`${volume.type}.nrrd`, await writeNrrd(volume)] as const);
    const steps = '(1.5,-0.125,0) (-0.25,-2,0.5) (0,0.5,3)';
    const expected = volumes.map(({ type, size, voxels }) => {
      return [type, size, 'left-posterior-superior', steps, '(-40,60,12.75)', [...voxels]];
    });
    expect(askPython(script, await Promise.all(files))).toEqual(expected);
  });
});
