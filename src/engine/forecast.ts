import { type OutputRef, splitRef } from '#src/graph/document.ts';
import type { ImageHeader, MeshHeader, RunForecast } from '#src/graph/module.ts';
import { identity } from '#src/image/affine.ts';
import { type Volume, voxelCount } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { imageBytes, imageHeader, meshBytes, meshHeader, usualScratch } from './headers.ts';
import type { Plan } from './key.ts';
import { imageInputs, isLocal, type Located, meshInputs, sourcesIn, valuesOf } from './locate.ts';
import type { Memo } from './memo.ts';
import { keepOnly, setNewest } from './newest.ts';
import type { OpenFileRef } from './openFiles.ts';
import { openFiles } from './openFiles.ts';
import type { Planned } from './result.ts';
import { isVolume } from './result.ts';
import { forecastRun, type RunPeak } from './runForecast.ts';
import { openedFiles } from './runTask.ts';
import type { Executor } from './task.ts';

/** The bytes that a node will hold while it runs. */
export interface NodeForecast {
  readonly inputs: number;
  readonly outputs: number;
  /** All that is needed on the way. */
  readonly scratch: number;
  /** Whether it hangs on a surface that is not there yet, and may be far off. */
  readonly isGuess: boolean;
}

/** What a network will hold; bytes. */
export interface NetworkForecast {
  /** By node, what it needs at once. */
  readonly nodes: Readonly<Record<string, number>>;
  /** The most at one time: results are remembered as long as the budget lasts; what only passes between local nodes is not. */
  readonly peak: number;
}

/** Foresees what nodes need from the headers of images, without any voxel. */
export interface Forecasts {
  /** Undefined where a source says nothing before it runs, or cannot be read: its run will say why. And when it is withdrawn. */
  of(plan: Plan, name: string, signal: AbortSignal): Promise<NodeForecast | undefined>;
  /** Size and type of an image output; undefined like the above. */
  header(plan: Plan, ref: OutputRef, signal: AbortSignal): Promise<ImageHeader | undefined>;
  /** Of some nodes and all that they need; undefined where that of one of them is. */
  ofNetwork(plan: Plan, names: readonly string[], signal: AbortSignal): Promise<NetworkForecast | undefined>;
  /**
   * The most bytes at one time of a run that makes the results of some nodes one after the other and forgets what no later one needs;
   * undefined like the above.
   */
  ofRun(plan: Plan, names: readonly string[], signal: AbortSignal): Promise<RunPeak | undefined>;
  /** Forgets what is known of all other nodes. */
  retain(isWanted: (key: string) => boolean): void;
}

interface ForecastOptions {
  readonly executor: Executor;
  readonly memo: Memo;
  readonly openFile: OpenFileRef;
  /** The node of an output that is not stored on the way to a local one. */
  readonly passing: (plan: Plan, ref: OutputRef, image: Pick<ImageHeader, 'size'>) => Located | undefined;
}

type Headers = Readonly<Record<string, ImageHeader>>;
/** What a node gives, and whether that is an input as it is. */
type Told = Required<RunForecast> & { readonly isPassing: boolean; readonly isGuess: boolean };

/** A question that is not answered yet, and the signal of who asked it. */
interface Asked {
  readonly answer: Promise<Told | undefined>;
  readonly signal: AbortSignal;
}

/** What is told of a node is two numbers an output; many are kept, so that a long chain is walked once. */
const maxKnown = 4000;
/** What is smaller is not worth a run on one voxel; it is taken to be like its input. */
const leastVoxels = 2 ** 20;

export function createForecasts({ executor, memo, openFile, passing }: ForecastOptions): Forecasts {
  const known = new Map<string, Told>();
  const asked = new Map<string, Asked>();

  /** What a node gives and needs on the way; of one that was run, what it gave. */
  async function told(plan: Plan, name: string, signal: AbortSignal): Promise<Told | undefined> {
    const planned = plan.get(name);
    if (planned?.status !== 'ready') return undefined;
    const { key } = planned;
    const found = known.get(key);
    if (found) return found;
    const joined = asked.get(key);
    if (joined) {
      const answer = await joined.answer;
      // Who asked first may have withdrawn the question, and it is open still.
      return answer || !joined.signal.aborted || signal.aborted ? answer : told(plan, name, signal);
    }
    const telling = tell(plan, planned, signal).catch(() => undefined);
    const answer = telling.finally(() => asked.delete(key));
    asked.set(key, { answer, signal });
    const result = await answer;
    // Of what is not known now, more may be known when its sources have run.
    // And when a surface is there, more is known of what reads it.
    if (result && meshInputs(planned).length === 0) setNewest(known, key, result, maxKnown);
    return result;
  }

  async function tell(plan: Plan, planned: Planned, signal: AbortSignal): Promise<Told | undefined> {
    // Each level waits a moment, so that a chain of thousands of nodes does not exhaust the call stack.
    await undefined;
    const images = await inputHeaders(plan, planned, signal);
    const surfaces = await inputMeshes(plan, planned, signal);
    if (!images || !surfaces) return headersOfResult(planned);
    const { module } = planned;
    if (module.forecast) {
      const params = openedFiles(await openFiles(valuesOf(planned), openFile));
      const told = await module.forecast(images, params, surfaces.meshes);
      const { images: given, meshes = {}, scratch = usualScratch(images) } = told;
      const isGuess = surfaces.isGuess || Object.keys(meshes).length > 0;
      const isPassing = Object.values(given ?? {}).some((header) => Object.values(images).includes(header));
      return { images: { ...likeFirst(planned, images), ...given }, meshes, scratch, isPassing, isGuess };
    }
    const [first] = Object.values(images);
    // A source of images that says nothing of them; numbers, tables and files are too small to count.
    if (!first) return givesImages(planned) ? headersOfResult(planned) : nothing;
    const isTried = isLocal(planned) && voxelCount(first.size) >= leastVoxels;
    const tried = isTried ? await typesOf(planned, images, signal) : undefined;
    // Said of nothing but this question, so that it is not remembered.
    if (signal.aborted) return undefined;
    const outputs = Object.entries(likeFirst(planned, images)).map(([output, header]) => [
      output,
      { ...header, type: tried?.types[output] ?? header.type },
    ]);
    const isPassing = tried?.isPassing ?? false;
    return { ...nothing, images: Object.fromEntries(outputs), scratch: usualScratch(images), isPassing };
  }

  function headersOfResult({ key }: Planned): Told | undefined {
    const entry = memo.peek(key);
    if (!entry) return undefined;
    const images = Object.entries(entry.outputs).flatMap(([output, value]) =>
      isVolume(value) ? [[output, imageHeader(value)] as const] : [],
    );
    return { ...nothing, images: Object.fromEntries(images) };
  }

  async function inputHeaders(plan: Plan, planned: Planned, signal: AbortSignal): Promise<Headers | undefined> {
    const headers: Record<string, ImageHeader> = {};
    for (const [input, ref] of imageInputs(planned)) {
      const [source, output] = splitRef(ref);
      const header = (await told(plan, source, signal))?.images[output];
      if (!header) return undefined;
      headers[input] = header;
    }
    return headers;
  }

  /** The surfaces that a node reads: those that are there as they are. Undefined where one is not told. */
  async function inputMeshes(plan: Plan, planned: Planned, signal: AbortSignal) {
    const meshes: Record<string, MeshHeader> = {};
    let isGuess = false;
    for (const [input, ref] of meshInputs(planned)) {
      const [name, output] = splitRef(ref);
      const source = plan.get(name);
      const there = source?.status === 'ready' ? meshHeader(memo.peek(source.key)?.outputs[output]) : undefined;
      const found = there ?? (await told(plan, name, signal))?.meshes[output];
      if (!found) return undefined;
      meshes[input] = found;
      isGuess ||= !there;
    }
    return { meshes, isGuess };
  }

  async function typesOf(planned: Planned, images: Headers, signal: AbortSignal) {
    const inputs = Object.entries(images).map(([input, { type }]) => [
      input,
      { size: [1, 1, 1], affine: identity, voxels: new voxelArrays[type](1) } satisfies Volume,
    ]);
    const task = { module: planned.module.id, inputs: Object.fromEntries(inputs), params: valuesOf(planned) };
    return executor.typesOf?.(task, signal);
  }

  async function of(plan: Plan, name: string, signal: AbortSignal): Promise<NodeForecast | undefined> {
    const planned = plan.get(name);
    if (planned?.status !== 'ready') return undefined;
    const inputs = await inputHeaders(plan, planned, signal);
    const surfaces = await inputMeshes(plan, planned, signal);
    const result = await told(plan, name, signal);
    if (!inputs || !surfaces || !result) return undefined;
    const outputs = result.isPassing ? 0 : imageBytes(result.images) + meshBytes(result.meshes);
    // An image that two inputs read is there once.
    const images = Object.fromEntries(imageInputs(planned).map(([input, ref]) => [ref, inputs[input]]));
    const { scratch, isGuess } = result;
    return { inputs: imageBytes(images) + meshBytes(surfaces.meshes), outputs, scratch, isGuess };
  }

  async function ofNetwork(
    plan: Plan,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<NetworkForecast | undefined> {
    const nodes: Record<string, number> = {};
    const results = new Map<string, number>();
    const passed = new Set<string>();
    let scratch = 0;
    for (const name of readBy(plan, names)) {
      const planned = plan.get(name);
      const node = await of(plan, name, signal);
      if (planned?.status !== 'ready' || !node) return undefined;
      nodes[name] = node.inputs + node.outputs + node.scratch;
      results.set(planned.key, node.outputs);
      scratch = Math.max(scratch, node.scratch);
      for (const [input, ref] of isLocal(planned) ? imageInputs(planned) : []) {
        const image = (await inputHeaders(plan, planned, signal))?.[input];
        const source = image && passing(plan, ref, image);
        if (source) passed.add(source.planned.key);
      }
    }
    const remembered = [...results].reduce((sum, [key, bytes]) => sum + (passed.has(key) ? 0 : bytes), 0);
    return { nodes, peak: Math.max(...Object.values(nodes), Math.min(memo.budget, remembered + scratch)) };
  }

  async function header(plan: Plan, ref: OutputRef, signal: AbortSignal): Promise<ImageHeader | undefined> {
    const [name, output] = splitRef(ref);
    const images = (await told(plan, name, signal))?.images ?? {};
    return Object.hasOwn(images, output) ? images[output] : undefined;
  }

  const ofRun: Forecasts['ofRun'] = (plan, names, signal) =>
    forecastRun(plan, names, {
      of: (name) => of(plan, name, signal),
      isPassing: async (name) => (await told(plan, name, signal))?.isPassing ?? false,
    });

  return { of, header, ofNetwork, ofRun, retain: (isWanted) => keepOnly(known, isWanted) };
}

/** What holds no image. */
const nothing: Told = { images: {}, meshes: {}, scratch: 0, isPassing: false, isGuess: false };

/** Some nodes and those whose results they or another of these read: of the images of a Switch the chosen one. */
function readBy(plan: Plan, names: readonly string[]): Set<string> {
  const found = new Set(names);
  // What is added while it is walked is walked too.
  for (const name of found) for (const source of sourcesIn(plan, name)) found.add(source);
  return found;
}

function givesImages({ module }: Planned): boolean {
  return Object.values(module.outputs).some(({ type }) => type === 'image');
}

function likeFirst({ module }: Planned, images: Headers): Headers {
  const [first] = Object.values(images);
  const outputs = Object.entries(module.outputs).filter(([, { type }]) => first && type === 'image');
  return Object.fromEntries(outputs.map(([output]) => [output, first]));
}
