import { describe, expect, it } from 'vitest';
import { type Channel, channelType, takeChannel } from '#src/kernels/colourChannel.ts';
import { askPython, hasPython } from './askPython.ts';

function channelOf(
  samples: Uint8Array | Uint16Array | Float32Array | Float64Array,
  components: number,
  channel: Channel,
) {
  const type = channelType(channel, samples instanceof Uint8Array ? 'uint8' : 'float64');
  const to =
    type === 'uint8' ? new Uint8Array(samples.length / components) : new Float64Array(samples.length / components);
  takeChannel(samples, components, channel, to, 0);
  return [...to];
}

describe('takeChannel', () => {
  it('weighs red, green and blue as rgb2gray does, and rounds to the nearest integer', () => {
    const colours = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30);
    expect(channelOf(colours, 3, 'luminance')).toEqual([54, 182, 18, Math.round(2.125 + 14.308 + 2.163)]);
  });

  it('gives every grey as it was stored', () => {
    const bytes = Uint8Array.from({ length: 3 * 256 }, (_, n) => Math.floor(n / 3));
    expect(channelOf(bytes, 3, 'luminance')).toEqual(Array.from({ length: 256 }, (_, n) => n));
    const words = Uint16Array.from({ length: 4 * 65536 }, (_, n) => (n % 4 === 3 ? 7 : Math.floor(n / 4)));
    expect(channelOf(words, 4, 'luminance')).toEqual(Array.from({ length: 65536 }, (_, n) => n));
    expect(channelOf(Float64Array.of(0.1, 0.1, 0.1, Math.PI, Math.PI, Math.PI), 3, 'luminance')).toEqual([
      0.1,
      Math.PI,
    ]);
  });

  it('takes a component out of two, three and four', () => {
    const rgba = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    expect(channelOf(rgba, 4, 'red')).toEqual([1, 5]);
    expect(channelOf(rgba, 4, 'blue')).toEqual([3, 7]);
    expect(channelOf(rgba, 4, 'alpha')).toEqual([4, 8]);
    expect(channelOf(Uint8Array.of(1, 2, 3, 4, 5, 6), 3, 'green')).toEqual([2, 5]);
    expect(channelOf(Uint8Array.of(9, 2, 8, 4), 2, 'luminance')).toEqual([9, 8]);
    expect(channelOf(Uint8Array.of(9, 2, 8, 4), 2, 'alpha')).toEqual([2, 4]);
  });

  it('says so where there is no such channel', () => {
    expect(() => channelOf(Uint8Array.of(1, 2, 3), 3, 'alpha')).toThrow('Pixels of 3 values have no alpha');
    expect(() => channelOf(Uint8Array.of(1, 2), 2, 'hue')).toThrow('Pixels of 2 values have no hue');
  });
});

const script = `
import json, numpy
from skimage.color import rgb2hsv, rgb2gray
r = numpy.random.default_rng(3)
for a in (r.integers(0, 256, (1, 500, 3)).astype('u1'), r.integers(0, 4, (1, 300, 3)).astype('u1'), r.integers(0, 65536, (1, 500, 3)).astype('u2'), r.random((1, 300, 3))):
    most = 255 if a.dtype == 'u1' else 65535 if a.dtype == 'u2' else 1
    print(json.dumps([a.dtype.name, a.ravel().tolist(), rgb2hsv(a)[0].T.tolist(), (rgb2gray(a) * most).ravel().tolist()]))
`;

describe.skipIf(!hasPython('skimage', 'the channels of colours'))('scikit-image', () => {
  it('has the same hue, saturation, value and luminance', () => {
    for (const [type, values, hsv, grey] of askPython(script, []) as [string, number[], number[][], number[]][]) {
      const samples =
        type === 'uint8'
          ? Uint8Array.from(values)
          : type === 'uint16'
            ? Uint16Array.from(values)
            : Float64Array.from(values);
      for (const [n, channel] of (['hue', 'saturation', 'value'] as const).entries()) {
        const found = channelOf(samples, 3, channel);
        for (const [m, value] of hsv[n].entries()) expect(found[m]).toBeCloseTo(value, 12);
      }
      const found = channelOf(samples, 3, 'luminance');
      for (const [m, value] of grey.entries()) {
        expect(Math.abs(found[m] - value)).toBeLessThanOrEqual(type === 'float64' ? 1e-12 : 0.5 + 1e-9);
      }
    }
  });
});
