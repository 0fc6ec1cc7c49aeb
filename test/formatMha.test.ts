import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMha } from '#src/formats/readMha.ts';
import { writeMha } from '#src/formats/writeMha.ts';
import type { Volume } from '#src/image/volume.ts';
import { anyVolume, volumesOfAllTypes } from './anyVolume.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const grid = [
  'ObjectType = Image',
  'NDims = 3',
  'DimSize = 2 3 1',
  'ElementSpacing = 1 2 3',
  'Offset = 4 5 6',
  'TransformMatrix = 0 1 0 1 0 0 0 0 1',
];
const affine = [0, -2, 0, -4, -1, 0, 0, -5, 0, 0, 3, 6, 0, 0, 0, 1];

/** A file of the given header lines and voxels. */
function file(lines: readonly string[], voxels: Uint8Array | string = new Uint8Array(6), data = 'LOCAL') {
  const header = [...lines, `ElementDataFile = ${data}`, ''].join('\n');
  return sourceOf(Buffer.concat([Buffer.from(header), Buffer.from(voxels)]), 'a.mha');
}

function bytesOf(voxels: ArrayBufferView): Buffer {
  return Buffer.from(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
}

describe('readMha', () => {
  it('reads what writeMha wrote: size, type and each voxel, and the affine to the last two digits', async () => {
    const check = async (volume: Volume, compressed: boolean) => {
      const context = readContext();
      const read = await readMha(sourceOf(await writeMha(volume, { compressed })), context);
      expect({ ...read, affine: [] }).toEqual({ ...volume, affine: [] });
      for (let n = 0; n < 16; n++) {
        expect(Math.abs(read.affine[n] - volume.affine[n])).toBeLessThanOrEqual(
          1e-15 * Math.abs(volume.affine[n]) + 1e-300,
        );
      }
      expect(context.warnings).toEqual([]);
      expect(context.fractions.at(-1)).toBe(1);
    };
    await fc.assert(fc.asyncProperty(anyVolume, fc.boolean(), check), { numRuns: 100, seed: 5 });
  });

  const values = [-3, 0, 300, 7, -32768, 32767];
  it.each([
    ['MET_SHORT', 'False', bytesOf(Int16Array.from(values)), Int16Array.from(values)],
    ['MET_SHORT', 'True', bytesOf(Int16Array.from(values)).swap16(), Int16Array.from(values)],
    ['MET_LONG', 'False', bytesOf(Int32Array.from(values)), Int32Array.from(values)],
    ['MET_FLOAT', 'True', bytesOf(Float32Array.from(values)).swap32(), Float32Array.from(values)],
    ['MET_DOUBLE', 'True', bytesOf(Float64Array.from(values)).swap64(), Float64Array.from(values)],
    ['MET_LONG_LONG', 'False', bytesOf(BigInt64Array.from(values.map(BigInt))), Int32Array.from(values)],
  ])('reads %s, most significant byte first: %s', async (type, msb, bytes, voxels) => {
    const source = file([...grid, `ElementType = ${type}`, `ElementByteOrderMSB = ${msb}`], bytes);
    expect(await readMha(source, readContext())).toEqual({ size: [2, 3, 1], affine, voxels });
  });

  it('takes the rows of TransformMatrix for the directions of i, j and k, in LPS', async () => {
    const lines = [...grid.slice(0, 5), 'TransformMatrix = 0.6 0.8 0 -0.8 0.6 0 0 0 1', 'ElementType = MET_UCHAR'];
    const { affine } = await readMha(file(lines), readContext());
    // One step along i goes 0.6 mm to the left and 0.8 mm back.
    expect([affine[0], affine[4], affine[8]]).toEqual([-0.6, -0.8, 0]);
  });

  it('reads voxels that are text, packed by zlib or gzip, after a header of their own, or at the end', async () => {
    const voxels = Uint8Array.of(1, 2, 3, 4, 5, 250);
    const uchar = [...grid, 'ElementType = MET_UCHAR'];
    const packed = [...uchar, 'CompressedData = True'];
    const sources = [
      file([...uchar, 'BinaryData = False'], '1 2 3 4 5 250'),
      file(packed, deflateSync(voxels)),
      file(
        [...packed, `CompressedDataSize = ${deflateSync(voxels).length}`],
        Buffer.concat([deflateSync(voxels), voxels]),
      ),
      file(packed, gzipSync(voxels)),
      file([...uchar, 'HeaderSize = 2'], Uint8Array.of(9, 9, ...voxels)),
      file([...uchar, 'HeaderSize = -1'], Uint8Array.of(9, 9, 9, 9, ...voxels)),
    ];
    for (const source of sources) expect((await readMha(source, readContext())).voxels).toEqual(voxels);
  });

  it('reads a header that ends in another file', async () => {
    const header = file([...grid, 'ElementType = MET_UCHAR'], '', 'a.raw');
    const data = sourceOf(Uint8Array.of(1, 2, 3, 4, 5, 6), 'a.raw');
    expect((await readMha(header, readContext(), undefined, { others: [data] })).voxels[5]).toBe(6);
    await expect(readMha(header, readContext())).rejects.toThrow(
      'a.mha keeps its voxels in the file a.raw: choose that',
    );
  });

  it('warns of a slope that it does not apply', async () => {
    const context = readContext();
    await readMha(file([...grid, 'ElementType = MET_UCHAR', 'ElementToIntensityFunctionSlope = 2']), context);
    expect(context.warnings.join()).toContain('which are not applied');
  });

  it.each([
    ['ObjectType = Tube', 'holds a MetaIO object of type "Tube"'],
    ['ElementNumberOfChannels = 2', 'holds 2 values a voxel'],
    ['ElementType = MET_STRING', 'holds voxels of type "MET_STRING"'],
    ['DimSize = 2 3', 'declares NDims = 3 and DimSize = 2 3'],
    ['DimSize = 2 3 1.5', 'declares 2×3×1.5 voxels, and each number must be whole'],
    ['DimSize = 99999 99999 99999', 'and the limit is 4.3 GB'],
    ['DimSize = 20 30 10', 'is cut short: 20×30×10 voxels of uint8 take 6,000 bytes, and only 6 bytes are there'],
    ['CompressedData = maybe', 'reads "CompressedData = maybe" instead of True or False'],
    ['ElementSpacing = 1 2', 'has 2 numbers for ElementSpacing instead of 3'],
    ['ElementSpacing = 1 0 1', 'which do not span a space'],
    ['HeaderSize = -2', 'has a HeaderSize of -2'],
    ['CompressedData = True', 'its zlib data cannot be unpacked'],
  ])('refuses "%s" and says why', async (line, sentence) => {
    const kept = [...grid, 'ElementType = MET_UCHAR'].filter((l) => l.split(' ')[0] !== line.split(' ')[0]);
    const lines = line.startsWith('ObjectType') ? [line, ...kept] : [...kept, line];
    await expect(readMha(file(lines), readContext())).rejects.toThrow(sentence);
    await expect(readMha(file(lines), readContext())).rejects.toThrow('a.mha');
  });

  it('refuses several images and several files by name', async () => {
    const many = ['NDims = 4', 'DimSize = 2 3 1 5', 'ElementType = MET_UCHAR'];
    await expect(readMha(file(many), readContext())).rejects.toThrow('3D expected, a.mha has 5 images (2×3×1×5)');
    for (const data of ['LIST', 'a%03d.raw 1 20 1']) {
      const reading = readMha(file([...grid, 'ElementType = MET_UCHAR'], '', data), readContext());
      await expect(reading).rejects.toThrow('a.mha keeps its voxels in several files');
    }
  });

  it('reads one of several images', async () => {
    const all = Uint8Array.from({ length: 30 }, (_, n) => n);
    const many = ['NDims = 4', 'DimSize = 2 3 1 5', 'ElementSpacing = 1 2 3 9', 'ElementType = MET_UCHAR'];
    for (const source of [file(many, all), file([...many, 'CompressedData = True'], deflateSync(all))]) {
      const context = readContext();
      const volume = await readMha(source, context, undefined, { frame: 4 });
      expect(volume.voxels).toEqual(all.slice(24));
      expect([volume.affine[0], volume.affine[5], volume.affine[10]]).toEqual([-1, -2, 3]);
      expect(context.warnings).toEqual(['a.mha has 5 images (0 to 4), of which Frame chooses one']);
    }
  });

  it('says when the packed voxels are cut', async () => {
    const packed = deflateSync(Buffer.from([1, 2, 3, 4, 5, 250]));
    const source = file([...grid, 'ElementType = MET_UCHAR', 'CompressedData = True'], packed.subarray(0, -6));
    await expect(readMha(source, readContext())).rejects.toThrow(/a\.mha is cut short: its zlib data ends/);
  });

  it.each([true, false])('survives any damage to a file, compressed: %s', async (compressed) => {
    const volume = { size: [2, 3, 1] as const, affine, voxels: Int16Array.of(1, -2, 300, -400, 5, 6) };
    await expectHostileProof(await writeMha(volume, { compressed }), 'a.mha', readMha);
  });
});

const expected = expectedImages('MetaImage');

describe.skipIf(!expected)('readMha on real files', () => {
  it.each([
    ['epi-flipped-zlib.mha', []],
    ['CorpusCallosumMeanShape.mha', []],
    ['HeadMRVolume.mhd', ['HeadMRVolume.raw']],
    ['BrainProtonDensity3Slices.mha', ['BrainProtonDensity3Slices.raw']],
    ['BrainProtonDensitySliceBorder20DirectionPlus30.mhd', ['BrainProtonDensitySliceBorder20.zraw']],
  ])('reads %s as the manifest has it', async (name, data) => {
    const open = (file: string) => fileSource(referenceData(`formats/metaimage/${file}`) ?? '');
    const context = readContext();
    const volume = await readMha(open(name), context, undefined, { others: data.map(open) });
    expectImage(volume, expected?.[`formats/metaimage/${name}`] as never);
    expect(context.warnings).toEqual([]);
  });
});

/** The file is read anew, by the description of the format, with nothing of ours. */
const script = `
import sys, json, zlib, numpy
types = {'MET_UCHAR': 'u1', 'MET_CHAR': 'i1', 'MET_USHORT': 'u2', 'MET_SHORT': 'i2', 'MET_UINT': 'u4', 'MET_INT': 'i4',
         'MET_FLOAT': 'f4', 'MET_DOUBLE': 'f8'}
for path in sys.argv[1:]:
    head, data = open(path, 'rb').read().split(b'ElementDataFile = LOCAL\\n', 1)
    h = dict(line.split(' = ', 1) for line in head.decode().strip().split('\\n'))
    assert int(h['CompressedDataSize']) == len(data)
    d = numpy.frombuffer(zlib.decompress(data), '<' + types[h['ElementType']])
    m = numpy.fromstring(h['TransformMatrix'], sep=' ').reshape(3, 3).T * numpy.fromstring(h['ElementSpacing'], sep=' ')
    rows = numpy.diag([-1, -1, 1]) @ numpy.c_[m, numpy.fromstring(h['Offset'], sep=' ')]
    print(json.dumps([str(d.dtype), [int(n) for n in h['DimSize'].split()], numpy.round(rows, 12).tolist(), d.astype(float).tolist()]))
`;

describe.skipIf(!hasPython('numpy', 'what writeMha writes'))('numpy, by the description of the format', () => {
  it('reads every type as it was written', async () => {
    const volumes = volumesOfAllTypes();
    const files = volumes.map(async (volume) => [`${volume.type}.mha`, await writeMha(volume)] as const);
    const rows = [0, 4, 8].map((at) => volumes[0].affine.slice(at, at + 4));
    const expected = volumes.map(({ type, size, voxels }) => [type, size, rows, [...voxels]]);
    const said = JSON.parse(JSON.stringify(askPython(script, await Promise.all(files))).replaceAll('-0,', '0,'));
    expect(said).toEqual(expected);
  });
});
