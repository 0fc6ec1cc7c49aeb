import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { applyLimits } from '#src/cli/applyLimits.ts';
import { CliError } from '#src/cli/cliError.ts';
import { createGraphRun } from '#src/cli/graphRun.ts';
import { createInputFiles } from '#src/cli/inputFiles.ts';
import { loadKernels } from '#src/cli/loadKernels.ts';
import { loadModules } from '#src/cli/loadModules.ts';
import { plannedFiles } from '#src/cli/plannedFiles.ts';
import { setParams } from '#src/cli/setParams.ts';
import type { OutputPlace } from '#src/cli/writeOutput.ts';
import { writeResult } from '#src/cli/writeResult.ts';
import { byteCount } from '#src/formats/joinBytes.ts';
import { nodesOf, splitRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { provenance } from '#src/graph/provenance.ts';
import { hashInput, type InputHash, inputStamp } from './inputHash.ts';
import { hashedRun, itemKey, pathsIn } from './itemKey.ts';
import type { ChildItem, ChildOutcome, ChildStart, FromChild, ToChild, WrittenFile } from './messages.ts';

/**
 * The work of a child process of a batch: it runs the items that its parent sends, one after the other, and ends when the parent
 * lets go of it or is gone.
 */
export async function workAsChild(): Promise<void> {
  const parent = process.ppid;
  const messages = receiver();
  const start = await messages.next();
  if (start.kind !== 'start') throw new Error('The first message to a child must be its start');
  loadKernels();
  applyLimits(start.limits);
  const modules = await loadModules(nodesOf(start.document).map(([, { module }]) => module));
  for (;;) {
    const item = await messages.next();
    if (item.kind !== 'item') continue;
    const outcome = await runItem(start, modules, item, parent, async (bytes) => {
      await send({ kind: 'foreseen', bytes });
      await messages.next();
    });
    collectGarbage();
    await send({ kind: 'outcome', outcome, resident: process.memoryUsage.rss() });
  }
}

async function runItem(
  { document: graph, version, out, temporary, budget }: ChildStart,
  modules: ModuleSet,
  { settings, names, doneKey }: ChildItem,
  parent: number,
  untilRoom: (bytes: number | undefined) => Promise<void>,
): Promise<ChildOutcome> {
  const inputs = createInputFiles();
  const causes: string[] = [];
  const written: WrittenFile[] = [];
  let warnings: readonly string[] = [];
  try {
    const hashed = pathsIn(graph, modules, settings).map(hashInput);
    const hashes = new Map(hashed.map(({ path, sha256 }) => [path, sha256]));
    const told = hashedRun(graph, modules, settings, hashes);
    const key = itemKey(version, told, modules, names);
    if (key === doneKey) return { kind: 'same', inputs: hashed };
    const run = createGraphRun(
      plannedFiles(setParams(graph, modules, settings, inputs.add), modules),
      modules,
      inputs,
      budget,
    );
    try {
      await untilRoom((await run.forecast())?.bytes);
      for (let n = 0; ; n++) {
        const next = await run.next();
        if (!next) break;
        const { file, made } = next;
        if ('failure' in made) {
          causes.push(made.failure);
          continue;
        }
        const changed = hashed.find(hasChanged);
        if (changed) throw new Error(`${changed.path} was changed while it was read: run the batch again`);
        // Whoever runs the batch anew after its parent was killed must not meet what this one still writes.
        if (process.ppid !== parent) process.exit(1);
        const [node] = splitRef(file.output);
        const tell = file.hasProvenance ? provenance(told.document, node, { version, time: new Date() }) : undefined;
        const failure = writeResult(placeOf(names[n], out, temporary), basename(names[n]), made, inputs.paths, tell);
        if (failure === undefined) written.push({ name: names[n], bytes: byteCount(made.parts) });
        else causes.push(`${file.label}: ${failure}`);
      }
    } finally {
      warnings = run.warnings();
      run.dispose();
    }
    if (causes.length === 0) return { kind: 'done', key, inputs: hashed, written, warnings };
  } catch (error) {
    causes.push(error instanceof Error ? error.message : String(error));
  } finally {
    inputs.close();
  }
  return { kind: 'failed', causes: [...new Set(causes)], written, warnings };
}

function hasChanged({ path, stamp }: InputHash): boolean {
  return inputStamp(path) !== stamp;
}

/** The folder that a name below `out` lies in, which is made. Throws CliError when a link leads elsewhere. */
function placeOf(name: string, out: string, temporary: string): OutputPlace {
  const folder = join(out, dirname(name));
  mkdirSync(folder, { recursive: true });
  const real = realpathSync(folder);
  const below = relative(out, real);
  if (below.startsWith('..') || join(out, below) !== real || !statSync(real).isDirectory()) {
    throw new CliError(`${folder} leads out of ${out}: choose another --out, or remove the link`);
  }
  return { folder: real, temporary };
}

/** The messages of the parent in their order. The process ends with its parent. */
function receiver() {
  const arrived: ToChild[] = [];
  let wake: () => void = () => {};
  process.on('message', (message) => {
    arrived.push(message as ToChild);
    wake();
  });
  process.on('disconnect', () => process.exit(0));
  return {
    async next(): Promise<ToChild> {
      for (;;) {
        const message = arrived.shift();
        if (message) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function send(message: FromChild): Promise<void> {
  return new Promise((resolve) => {
    if (process.send?.(message, undefined, undefined, () => resolve()) === undefined) process.exit(1);
  });
}

/** So that the next item finds the memory of the last one free. */
function collectGarbage(): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  const { runInNewContext } = process.getBuiltinModule('node:vm');
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
