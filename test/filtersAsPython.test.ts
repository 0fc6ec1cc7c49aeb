import { describe, expect, test } from 'vitest';
import { modules } from '#modules/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume } from '#src/image/volume.ts';
import { askPython, hasPython } from './askPython.ts';
import { filterCases } from './filterCases.ts';
import { images } from './filterImages.ts';
import { recordingContext } from './runModule.ts';

const isThere = hasPython('skimage', 'the filters and resampling');

const script = `
import sys, json, numpy as np, warnings
warnings.simplefilter("ignore")
from scipy import ndimage as ndi
from skimage import exposure, feature, filters, morphology
from skimage.restoration import denoise_bilateral
shape = (29, 23, 5)
read = lambda path, kind: np.fromfile(path, kind).reshape(shape, order="F")
f, i, m = read(sys.argv[1], np.float32), read(sys.argv[2], np.int16), read(sys.argv[3], np.uint8).astype(bool)
d, a = f.astype(float), i.astype(float)

def slices(run, array):
    return np.stack([run(np.ascontiguousarray(array[:, :, k])) for k in range(array.shape[2])], 2)

def along(array, step, order):
    target = [round(n / s) for n, s in zip(array.shape, step)]
    places = [(np.arange(n) + 0.5) * s - 0.5 for n, s in zip(target, step)]
    return ndi.map_coordinates(array, np.meshgrid(*places, indexing="ij"), order=order, mode="reflect")

for expression in json.load(open(sys.argv[4])):
    result = np.asarray(eval(expression))
    print(json.dumps([list(result.shape), result.astype(float).ravel(order="F").tolist()]))
`;

const bytesOf = ({ voxels }: Volume) => new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);

describe.runIf(isThere)('filters as scipy, scikit-image and numpy have them', () => {
  const said = new Map<string, readonly [number[], number[]]>();
  const ask = () => {
    if (said.size > 0) return said;
    const expressions = new TextEncoder().encode(JSON.stringify(filterCases.map(({ python }) => python)));
    const files = [
      ['floats', bytesOf(images.floats)],
      ['integers', bytesOf(images.integers)],
      ['mask', bytesOf(images.mask)],
      ['expressions', expressions],
    ] as const;
    const results = askPython(script, files) as [number[], number[]][];
    for (const [n, result] of results.entries()) said.set(filterCases[n].python, result);
    return said;
  };

  test.each(filterCases.map((each) => [each.module, each.python, each] as const))(
    '%s: %s',
    async (id, python, each) => {
      const [shape, expected] = ask().get(python) ?? [[], []];
      const module = modules.get(id);
      if (!module) throw new Error(`There is no module ${id}`);
      const inputs = { input0: images[each.input], ...(each.isMasked ? { input1: images.mask } : {}) };
      const params = { ...defaultParams(module.params), ...each.params };
      const found = (await module.run(inputs, params, recordingContext()))[each.output ?? 'output0'];
      if (typeof found === 'number') {
        expect(Math.abs(found - expected[0])).toBeLessThanOrEqual(each.tolerance);
        return;
      }
      if (typeof found !== 'object' || !('voxels' in found)) throw new Error('It gives no image');
      expect(found.size).toEqual(shape);
      let worst = 0;
      for (let n = 0; n < expected.length; n++) worst = Math.max(worst, Math.abs(found.voxels[n] - expected[n]));
      expect(worst).toBeLessThanOrEqual(each.tolerance);
    },
  );
});
