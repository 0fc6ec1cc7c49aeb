import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import { nodeOf, outputRef, own, sourceOf, sourcesOf, splitRef, usableModule } from '#src/graph/document.ts';
import type { AnyModule, ModuleSet } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import { passedSource, whyOff } from '#src/graph/passedSource.ts';
import { isStrokes } from '#src/graph/strokes.ts';
import { neededInputs } from './neededInputs.ts';
import { setNewest } from './newest.ts';
import type { Given, KnownFields, Resolved } from './resolve.ts';
import { resolveParam, resolveSource } from './resolve.ts';
import { strokesDigest } from './strokesDigest.ts';

/** Names a result: equal keys, equal results. */
export type CacheKey = string & { readonly __brand: 'CacheKey' };

/** What is known of a node before anything runs. */
export type PlannedNode =
  | {
      readonly status: 'ready';
      readonly key: CacheKey;
      readonly module: AnyModule;
      /** What `run` gets: the parameters that are in the key. */
      readonly params: Readonly<Record<string, Given>>;
      /** The connected inputs. */
      readonly inputs: Readonly<Record<string, Given>>;
    }
  /** A required input is free: no error until somebody asks. */
  | {
      readonly status: 'unconnected';
      readonly node: string;
      readonly message: string;
      /** What the outputs of a bypassed node stand for. */
      readonly passes?: Readonly<Record<string, OutputRef>>;
    }
  | { readonly status: 'broken'; readonly node: string; readonly message: string };

export type Plan = ReadonlyMap<string, PlannedNode>;

/** A document with its plan. */
export interface PlannedDocument {
  readonly document: GraphDocument;
  readonly plan: Plan;
}

/**
 * The plan of a document: for every node its key, or the sentence why it cannot run. The key is a SHA-256 over module, version,
 * parameters by name and the keys of the inputs; files count by content. Names and positions of nodes and names of files are
 * not in it, nor parameters that cannot change the result (`inKey: false`, or hidden by `when`).
 *
 * What is planned already of another document with the same modules, as of the one before an edit, is taken over: for every node that
 * was not edited and depends on none that was. The plan is the same without it.
 */
export function planDocument(
  document: GraphDocument,
  modules: ModuleSet,
  before?: PlannedDocument,
  keyOf: KeyOf = hashKey,
): Plan {
  const plan = new Map<string, PlannedNode>();
  const known: KnownFields = new Map();
  const met = new Set<string>();
  /** The nodes whose plan is the one before. What lies on a cycle is never among them: its plan hangs on where the walk begins. */
  const kept = new Set<string>();
  // Sources first, on an explicit stack: a network may be a chain that is longer than the call stack is deep.
  const path: { name: string; node: GraphNode; sources: readonly string[]; next: number }[] = [];
  const enter = (name: string) => {
    const node = nodeOf(document, name);
    if (!node || met.has(name)) return;
    met.add(name);
    path.push({ name, node, sources: sourcesOfInputs(node), next: 0 });
  };
  const plannedBefore = (name: string, node: GraphNode, sources: readonly string[]): PlannedNode | undefined => {
    const old = before && nodeOf(before.document, name);
    if (!old || !isSameWork(old, node)) return undefined;
    const isMissing = (source: string) => !nodeOf(document, source) && !nodeOf(before.document, source);
    return sources.every((source) => kept.has(source) || isMissing(source)) ? before.plan.get(name) : undefined;
  };
  for (const start of Object.keys(document.nodes)) {
    enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      if (top.next < top.sources.length) {
        enter(top.sources[top.next++]);
        continue;
      }
      path.pop();
      const { name, node, sources } = top;
      const old = plannedBefore(name, node, sources);
      if (old) kept.add(name);
      plan.set(name, old ?? planNode(document, modules, plan, known, name, node, keyOf));
    }
  }
  return plan;
}

/** Whether two nodes of one name have the same to do; where they stand makes no difference. */
function isSameWork(a: GraphNode, b: GraphNode): boolean {
  if (a === b) return true;
  return (
    a.module === b.module &&
    a.moduleVersion === b.moduleVersion &&
    a.params === b.params &&
    a.inputs === b.inputs &&
    a.flow === b.flow
  );
}

const knownSources = new WeakMap<GraphNode['inputs'], readonly string[]>();

/** The nodes that feed a node, found once for inputs that stay the same objects over many edits. */
function sourcesOfInputs(node: GraphNode): readonly string[] {
  const known = knownSources.get(node.inputs);
  if (known) return known;
  const sources = sourcesOf(node).reverse();
  knownSources.set(node.inputs, sources);
  return sources;
}

/** What the parameters of nodes give that are not fed, and what of a key they make: the same, whatever else is edited. */
const knownParams = new WeakMap<
  GraphNode,
  {
    readonly name: string;
    readonly module: AnyModule;
    readonly params: Record<string, Given>;
    readonly parts: readonly unknown[];
  }
>();

/** The plan of a node whose sources are planned; one that is not yet is among its own ancestors. */
function planNode(
  document: GraphDocument,
  modules: ModuleSet,
  plan: Plan,
  known: KnownFields,
  name: string,
  node: GraphNode,
  keyOf: KeyOf,
): PlannedNode {
  const broken = (message: string): PlannedNode => ({ status: 'broken', node: name, message });
  const module = usableModule(node, modules);
  if (node.flow === 'off') return { status: 'unconnected', node: name, message: whyOff(name) };
  if (node.flow === 'bypass') return bypassed(document, modules, name, module);
  if (!module) return broken(whyUnusable(node, modules));
  const isFed = Object.keys(node.inputs).some((input) => own(module.params, input));
  const found = isFed ? undefined : knownParams.get(node);
  const isKnown = found?.module === module && found.name === name;
  const params: Record<string, Given> = isKnown ? found.params : {};
  const inputs: Record<string, Given> = {};
  const parts: unknown[] = isKnown ? [...found.parts] : [module.id, module.version];

  /** Adds what arrives at a parameter or input to the key; what is in its way otherwise. */
  const add = (to: Record<string, Given>, input: string, resolved: Resolved): PlannedNode | undefined => {
    if (resolved.kind === 'error') return broken(resolved.message);
    if (resolved.kind === 'value') {
      const why = whyNoContent(resolved.value);
      if (why !== undefined) return broken(why);
      parts.push([input, contentOf(resolved.value)]);
    } else {
      const [sourceName, output] = splitRef(resolved.ref);
      const source = plan.get(sourceName);
      if (!source) return broken(`${name} depends on itself over ${resolved.ref}: remove a connection of the cycle`);
      if (source.status !== 'ready') return source;
      parts.push([input, source.key, output, ...resolved.through.map((field) => field.id)]);
    }
    to[input] = resolved;
    return undefined;
  };

  for (const param of isKnown ? [] : Object.keys(module.params).sort()) {
    if (module.params[param].inKey === false) continue;
    const obstacle = add(params, param, resolveParam(document, modules, name, module, param, known));
    if (obstacle) return obstacle;
  }
  if (!isFed && !isKnown) knownParams.set(node, { name, module, params, parts: [...parts] });
  const needed = neededInputs(module, params);
  for (const [input, port] of Object.entries(module.inputs)) {
    if (needed && !needed.has(input)) continue;
    const ref = sourceOf(node, input);
    if (ref === undefined) {
      if (port.optional) continue;
      const wanted = port.type === 'image' ? 'an image' : `a ${port.type}`;
      return {
        status: 'unconnected',
        node: name,
        message: `${input} (${port.label}) is not connected: connect ${wanted}`,
      };
    }
    const passed = passedSource(document, modules, ref);
    if ('why' in passed) {
      if (port.optional) continue;
      return { status: 'unconnected', node: passed.node, message: passed.why };
    }
    const target = { ref: outputRef(name, input), connector: port };
    const obstacle = add(inputs, input, resolveSource(document, modules, ref, target, known));
    if (obstacle) return obstacle;
  }
  return { status: 'ready', key: keyOf(JSON.stringify(parts)), module, params, inputs };
}

/** The plan of a bypassed node: it does not run, and its outputs stand for others. */
function bypassed(
  document: GraphDocument,
  modules: ModuleSet,
  name: string,
  module: AnyModule | undefined,
): PlannedNode {
  const passes = Object.keys(module?.outputs ?? {}).flatMap((output) => {
    const passed = passedSource(document, modules, outputRef(name, output));
    return 'ref' in passed ? [[output, passed.ref] as const] : [];
  });
  const message = `${name} is bypassed: its input passes through it`;
  return { status: 'unconnected', node: name, message, passes: Object.fromEntries(passes) };
}

/**
 * Keys that were computed lately. While a node is dragged every picture has a document of its own, and nearly all of its
 * keys are those of the last one.
 */
const lately = new Map<string, CacheKey>();
const maxLately = 4000;
const maxLatelyLength = 2000;

/** A key for the text of what a result is made from: one for equal texts, another for others. */
export type KeyOf = (parts: string) => CacheKey;

/** Keys that nobody outside of one engine sees: numbers, which cost less than hashes. */
export function numberedKeys(): KeyOf {
  const keys = new Map<string, CacheKey>();
  return (parts) => {
    const key = keys.get(parts) ?? (`${keys.size}` as CacheKey);
    keys.set(parts, key);
    return key;
  };
}

function hashKey(parts: string): CacheKey {
  const known = lately.get(parts);
  if (known) return known;
  const key = bytesToHex(sha256(utf8ToBytes(parts))) as CacheKey;
  if (parts.length <= maxLatelyLength) setNewest(lately, parts, key, maxLately);
  return key;
}

function whyUnusable(node: GraphNode, modules: ModuleSet): string {
  const module = modules.get(node.module);
  if (!module) return `The module ${node.module} is not known here; it is kept as it is`;
  const saved = `Saved by ${module.id} version ${node.moduleVersion}, but version ${module.version} is here`;
  return node.moduleVersion > module.version
    ? `${saved}: open it with a newer Voxgraph`
    : `${saved}, and its fields could not be brought to it: put a new ${module.id} in its place`;
}

/** What a value adds to a key: of a file only its content, and of strokes a digest. */
function contentOf(value: unknown): unknown {
  if (isStrokes(value)) return { strokes: strokesDigest(value) };
  return isFileRef(value) ? { file: value.hash ?? `sample:${value.sample}` } : value;
}

/** A file without a hash is one that this machine has never seen. */
function whyNoContent(value: unknown): string | undefined {
  if (!isFileRef(value) || value.hash || value.sample) return undefined;
  return `The file ${value.name} has no content here: choose it again`;
}
