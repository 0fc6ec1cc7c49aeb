import { readFileSync, writeFileSync } from 'node:fs';
import { modules } from '#modules/index.ts';
import { createGraphRun } from '#src/cli/graphRun.ts';
import { plannedFiles } from '#src/cli/plannedFiles.ts';
import { readGraph } from '#src/cli/readGraph.ts';
import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { type GraphDocument, nodesOf } from '#src/graph/document.ts';
import { brainMaskDocument } from './brainMaskBytes.ts';
import type { ForetoldCase } from './foretoldCases.ts';
import { moduleDocument } from './moduleDocument.ts';
import { fileOf } from './readBytes.ts';
import { peakOf } from './runProcess.ts';
import { switchKernels } from './switchKernels.ts';

/*
 * A process of its own: what is foreseen for the brain mask of a file, for one module and what it reads (as JSON), or for a network of
 * graphs/ that the command line runs, and by how much the process grows at its peak when it computes it, in MiB, as JSON.
 */
switchKernels('webassembly');
const [path, what] = process.argv.slice(2);
const content = readFileSync(path);
// Without a copy, whose memory would be there for the images.
const bytes = new Uint8Array(content.buffer, content.byteOffset, content.length);
const openFile = async () => fileOf(bytes, path);
const budget = 2 ** 34;
const { foreseen, run } = what?.endsWith('.json') ? await network(what) : await node();
globalThis.gc?.();
// From here on the system's own peak counts anew.
writeFileSync('/proc/self/clear_refs', '5');
const before = process.memoryUsage().rss / 2 ** 20;
await run();
console.log(JSON.stringify({ foreseen: foreseen / 2 ** 20, measured: peakOf('self') - before }));

async function node() {
  const engine = createEngine({ modules, executor: executeHere(modules), openFile, budget });
  const { document, output } = what
    ? moduleDocument(JSON.parse(what) as ForetoldCase, modules)
    : { document: brainMaskDocument(3), output: 'SaveImage.file' as const };
  const forecast = await engine.forecast(document, output);
  if (!forecast) throw new Error(`The engine foresees nothing for ${output}`);
  return {
    foreseen: forecast.peak,
    async run() {
      const result = await engine.evaluate(document, output);
      if (!result.ok) throw new Error(result.error.message);
    },
  };
}

async function network(graph: string) {
  const { document, modules: used } = await readGraph(graph);
  const files = createGraphRun(plannedFiles(withImage(document), used), used, { open: openFile }, budget);
  const foreseen = await files.forecast();
  if (foreseen === undefined) throw new Error(`Headers do not tell what ${graph} needs`);
  return {
    foreseen: foreseen.bytes,
    async run() {
      for (let next = await files.next(); next; next = await files.next()) {
        if ('failure' in next.made) throw new Error(next.made.failure);
      }
    },
  };
}

/** The network with the image in place of its samples. */
function withImage(document: GraphDocument): GraphDocument {
  const name = { name: 'image.nii.gz', hash: '0'.repeat(64) };
  const nodes = nodesOf(document).map(([id, each]) => [
    id,
    each.module === 'LocalImage' ? { ...each, params: { ...each.params, name } } : each,
  ]);
  return { ...document, nodes: Object.fromEntries(nodes) };
}
