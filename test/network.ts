import { createEngine, type Engine, type EngineOptions } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { isVolume } from '#src/engine/result.ts';
import type { Executor } from '#src/engine/task.ts';
import type { GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import type { ModuleSet, ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Slab, Volume } from '#src/image/volume.ts';
import { testModules } from './testModules.ts';

interface NodeSketch {
  readonly module: string;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly inputs?: Readonly<Record<string, OutputRef>>;
}

/** A document of nodes of known modules; what is not said is the default. */
export function network(nodes: Readonly<Record<string, NodeSketch>>, modules: ModuleSet = testModules): GraphDocument {
  const entries = Object.entries(nodes).map(([name, sketch], n): [string, GraphNode] => {
    const module = modules.get(sketch.module);
    const params = { ...defaultParams(module?.params ?? {}), ...sketch.params };
    const position = { x: 10 * n, y: 20 * n };
    return [
      name,
      {
        module: sketch.module,
        moduleVersion: module?.version ?? 1,
        position,
        params,
        inputs: sketch.inputs ?? {},
      },
    ];
  });
  return { version: 1, nodes: Object.fromEntries(entries) };
}

/** The document with some parameters of a node changed; everything else is the same object. */
export function changed(
  document: GraphDocument,
  name: string,
  params: Readonly<Record<string, ParamValue>>,
): GraphDocument {
  const node = document.nodes[name] as GraphNode;
  return { ...document, nodes: { ...document.nodes, [name]: { ...node, params: { ...node.params, ...params } } } };
}

/** Ramp -> Above -> Masked, the shape of the masking tutorial. */
export function masking(): GraphDocument {
  return network({
    Ramp: { module: 'Ramp' },
    Above: { module: 'Above', inputs: { image: 'Ramp.image' } },
    Masked: { module: 'Masked', inputs: { image: 'Ramp.image', mask: 'Above.mask' } },
  });
}

interface Recording {
  readonly engine: Engine;
  /** The modules that ran, in the order in which they were started. */
  readonly ran: string[];
  /** For each run that got an image, the module and the number of slices of its first one. */
  readonly slices: string[];
  /** What ran since the last call. */
  ranSince(): string[];
}

/** An engine that really runs on this thread and writes down what ran. */
export function recordingEngine(
  options: Partial<EngineOptions> & { readonly wrap?: (executor: Executor) => Executor } = {},
): Recording {
  const modules = options.modules ?? testModules;
  const here = options.wrap ? options.wrap(executeHere(modules)) : executeHere(modules);
  const ran: string[] = [];
  const slices: string[] = [];
  const executor: Executor = {
    run(task, signal, onProgress) {
      ran.push(task.module);
      const image = Object.values(task.inputs).find(isVolume);
      if (image) slices.push(`${task.module} ${image.size[2]}`);
      return here.run(task, signal, onProgress);
    },
    dispose: here.dispose,
  };
  const openFile = () => Promise.reject(new Error('No file is here'));
  const engine = createEngine({ openFile, budget: 2 ** 26, ...options, modules, executor });
  return { engine, ran, slices, ranSince: () => ran.splice(0) };
}

/** The value of an output; throws the error with its node when there is none. */
export async function valueAt(
  engine: Engine,
  document: GraphDocument,
  ref: OutputRef,
  options?: { readonly signal?: AbortSignal; readonly slab?: Slab },
): Promise<PortValue> {
  const result = await engine.evaluate(document, ref, options);
  if (!result.ok) throw new Error(`${result.error.node}: ${result.error.message}`);
  return result.value;
}

/** The image of an output, its voxels as plain numbers. */
export async function imageOf(engine: Engine, document: GraphDocument, ref: OutputRef, slab?: Slab) {
  const { size, affine, voxels } = (await valueAt(engine, document, ref, { slab })) as Volume;
  return { size, affine, voxels: [...voxels] };
}

/** "Node: sentence" of an output that cannot be evaluated; throws when it can. */
export async function errorOf(engine: Engine, document: GraphDocument, ref: OutputRef, slab?: Slab): Promise<string> {
  const result = await engine.evaluate(document, ref, { slab });
  if (result.ok) throw new Error(`${ref} can be evaluated`);
  return `${result.error.node}: ${result.error.message}`;
}

/** Lets all timers that are due and all that follows at once happen. */
export function afterTimers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

/** Long enough that progress, which is told at most every 50 ms, is told again. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60));
}
