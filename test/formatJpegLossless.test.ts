import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeLosslessJpeg } from '#src/formats/jpegLossless.ts';
import { tinyLosslessJpeg } from './tinyJpeg.ts';

it('lossless JPEG gives back every sample, by every predictor, in colour and with restart markers', () => {
  const check = (
    width: number,
    height: number,
    components: number,
    predictor: number,
    restartRows: number,
    words: readonly number[],
  ) => {
    const samples = Uint16Array.from({ length: width * height * components }, (_, n) => words[n % words.length] + n);
    const stream = tinyLosslessJpeg(samples, { width, height, components, predictor, restartRows });
    expect(decodeLosslessJpeg(stream, width, height, components).samples).toEqual(samples);
  };
  const side = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(1, 3),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 3 }),
      fc.array(fc.oneof(fc.nat(65535), fc.constantFrom(0, 65535, 32768, 0xff00)), { minLength: 1, maxLength: 40 }),
      check,
    ),
    { numRuns: process.env.VOXGRAPH_SOAK ? 5000 : 300 },
  );
});

it('damaged lossless JPEG gives samples or words', () => {
  const samples = Uint16Array.from({ length: 64 }, (_, n) => 1000 * n);
  const whole = tinyLosslessJpeg(samples, { width: 8, height: 8, predictor: 4, restartRows: 2 });
  const check = (at: number, value: number, cut: number) => {
    const bytes = whole.slice(0, cut);
    bytes[at % bytes.length] = value;
    try {
      expect(decodeLosslessJpeg(bytes, 8, 8, 1).samples.length).toBe(64);
    } catch (error) {
      if (!(error instanceof Error) || !/^(has|is|declares) \w/.test(error.message)) throw error;
    }
  };
  const place = fc.nat(whole.length - 1);
  const cut = fc.oneof({ weight: 3, arbitrary: fc.constant(whole.length) }, fc.integer({ min: 1, max: whole.length }));
  fc.assert(fc.property(place, fc.nat(255), cut, check), { numRuns: process.env.VOXGRAPH_SOAK ? 20_000 : 1000 });
});

it('lossless JPEG of another size than its file says is refused before memory is asked for', () => {
  const stream = tinyLosslessJpeg(new Uint16Array(4), { width: 2, height: 2 });
  expect(() => decodeLosslessJpeg(stream, 20_000, 20_000, 1)).toThrow(
    'declares 20000×20000 pixels of 1 values, and its JPEG data 2×2 of 1',
  );
});
