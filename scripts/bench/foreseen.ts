import { readFileSync, writeFileSync } from 'node:fs';
import { modules } from '#modules/index.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { brainMaskDocument } from './brainMaskBytes.ts';
import { moduleDocument } from './moduleDocument.ts';
import { fileOf } from './readBytes.ts';
import { peakOf } from './runProcess.ts';
import { switchKernels } from './switchKernels.ts';

/*
 * A process of its own: what the engine foresees for the brain mask of a file, or for one module and what it reads, and by how much the process
 * grows at its peak when it computes it, in MiB, as JSON.
 */
switchKernels('webassembly');
const [path, module] = process.argv.slice(2);
const content = readFileSync(path);
// Without a copy, whose memory would be there for the images.
const bytes = new Uint8Array(content.buffer, content.byteOffset, content.length);
const engine = createEngine({
  modules,
  executor: executeHere(modules),
  openFile: async () => fileOf(bytes, path),
  budget: 2 ** 34,
});
const { document, output } = module
  ? moduleDocument(module, modules)
  : { document: brainMaskDocument(3), output: 'SaveImage.file' as const };
const forecast = await engine.forecast(document, output);
if (!forecast) throw new Error(`The engine foresees nothing for ${output}`);
globalThis.gc?.();
// From here on the system's own peak counts anew.
writeFileSync('/proc/self/clear_refs', '5');
const before = process.memoryUsage().rss / 2 ** 20;
const result = await engine.evaluate(document, output);
if (!result.ok) throw new Error(result.error.message);
console.log(JSON.stringify({ foreseen: forecast.peak / 2 ** 20, measured: peakOf('self') - before }));
