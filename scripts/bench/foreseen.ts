import { readFileSync } from 'node:fs';
import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { brainMaskDocument } from './brainMaskBytes.ts';
import { fileOf } from './readBytes.ts';
import { peakOf } from './runProcess.ts';
import { switchKernels } from './switchKernels.ts';

/*
 * A process of its own: what the engine foresees for the brain mask of a file, and by how much the process grows at its peak when it
 * computes it, in MiB, as JSON.
 */
switchKernels('webassembly');
const bytes = new Uint8Array(readFileSync(process.argv[2]));
const engine = createEngine({
  modules,
  executor: executeHere(modules),
  openFile: async () => fileOf(bytes, 'image.nii.gz'),
  budget: 2 ** 34,
});
const document = brainMaskDocument(3);
const forecast = await engine.forecast(document, 'SaveImage.file');
if (!forecast) throw new Error('The engine foresees nothing for the brain mask');
globalThis.gc?.();
const before = process.memoryUsage().rss / 2 ** 20;
const result = await engine.evaluate(document, 'SaveImage.file');
if (!result.ok) throw new Error(result.error.message);
console.log(JSON.stringify({ foreseen: forecast.peak / 2 ** 20, measured: peakOf('self') - before }));
