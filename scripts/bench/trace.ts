import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { gzip } from '#src/formats/gzip.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { brainMaskDocument } from './brainMaskBytes.ts';
import { fileOf } from './readBytes.ts';
import { switchKernels } from './switchKernels.ts';

/*
 * A process of its own: evaluates the brain mask of 256x256x256 voxels fifty times in one engine, each time with another radius of the
 * band, so that all but the image is computed anew, and prints as JSON what memory it holds after each.
 */
const runs = Number(process.argv[2] ?? 50);
const edge = Number(process.argv[3] ?? 256);
switchKernels('webassembly');
const bytes = await gzip(writeNifti(sheppLogan({ size: [edge, edge, edge], type: 'int16', noise: 30 })));
const engine = createEngine({
  modules,
  executor: executeHere(modules),
  openFile: async () => fileOf(bytes, 'image.nii.gz'),
  // Enough for the image and two or three results of it, so that the memory is full after the first runs.
  budget: 8 * edge ** 3,
});
const trace: Record<string, number>[] = [];
for (let n = 0; n < runs; n++) {
  const document = brainMaskDocument(3);
  const { OtsuThreshold } = document.nodes;
  if (!OtsuThreshold) throw new Error('graphs/brain-mask.json has no OtsuThreshold');
  const params = { ...OtsuThreshold.params, lowerFactor: 0.5 + n / 1000 };
  const nodes = { ...document.nodes, OtsuThreshold: { ...OtsuThreshold, params } };
  const result = await engine.evaluate({ ...document, nodes }, 'SaveImage.file');
  if (!result.ok) throw new Error(result.error.message);
  // Twice, since what a finaliser of the first frees is seen by the second.
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const mebibytes = (count: number) => Math.round((10 * count) / 2 ** 20) / 10;
  const remembered = mebibytes(engine.memory().bytes);
  trace.push({ heap: mebibytes(heapUsed), buffers: mebibytes(arrayBuffers), rss: mebibytes(rss), remembered });
}
console.log(JSON.stringify(trace));
