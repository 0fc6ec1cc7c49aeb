import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import { nodeOf, nodesOf, own, sourceConnector, sourceOf, splitRef } from '#src/graph/document.ts';
import type { AnyModule, ModuleSet, Param } from '#src/graph/module.ts';
import { isShown } from '#src/graph/module.ts';
import { convertTo, isFileRef, whyNotValue } from '#src/graph/params.ts';

/** Names a result: equal keys, equal results. */
export type CacheKey = string & { readonly __brand: 'CacheKey' };

/** A parameter of a run: a value, or the output that gives it. */
export type PlannedParam =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'output'; readonly ref: OutputRef; readonly param: Param };

/** What is known of a node before anything runs. */
export type PlannedNode =
  | {
      readonly status: 'ready';
      readonly key: CacheKey;
      readonly module: AnyModule;
      /** What `run` gets: the parameters that are in the key. */
      readonly params: Readonly<Record<string, PlannedParam>>;
      readonly inputs: Readonly<Record<string, OutputRef | undefined>>;
    }
  /** A required input is free: no error until somebody asks. */
  | { readonly status: 'unconnected'; readonly node: string; readonly message: string }
  | { readonly status: 'broken'; readonly node: string; readonly message: string };

export type Plan = ReadonlyMap<string, PlannedNode>;

/**
 * The plan of a document: for every node its key, or the sentence why it cannot run. The key is a SHA-256 over module, version,
 * parameters by name and the keys of the inputs; files count by content. Names and positions of nodes and names of files are
 * not in it, nor parameters that cannot change the result (`inKey: false`, or hidden by `when`).
 */
export function planDocument(document: GraphDocument, modules: ModuleSet): Plan {
  const plan = new Map<string, PlannedNode>();
  const planNode = (name: string, node: GraphNode): PlannedNode => {
    const broken = (message: string): PlannedNode => ({ status: 'broken', node: name, message });
    const module = modules.get(node.module);
    if (!module) return broken(`The module ${node.module} is not known here; it is kept as it is`);
    if (node.moduleVersion > module.version) {
      return broken(
        `Saved by ${module.id} version ${node.moduleVersion}, but version ${module.version} is here: open it with a newer Voxgraph`,
      );
    }
    const params: Record<string, PlannedParam> = {};
    const inputs: Record<string, OutputRef | undefined> = {};
    const parts: unknown[] = [module.id, module.version];
    /** Adds what an output is to the key; the sentence why it is nothing otherwise. */
    const addSource = (input: string, ref: OutputRef): PlannedNode | undefined => {
      const source = visit(splitRef(ref)[0]);
      if (source.status !== 'ready') return source;
      if (!sourceConnector(source.module, splitRef(ref)[1])) return broken(`${source.module.id} has no output ${ref}`);
      parts.push([input, source.key, splitRef(ref)[1]]);
      return undefined;
    };
    for (const name of Object.keys(module.params).sort()) {
      const param = module.params[name];
      if (param.inKey === false) continue;
      const resolved = resolveParam(document, modules, node, name, param);
      if (resolved.kind === 'error') return broken(resolved.message);
      params[name] = resolved;
      if (resolved.kind === 'output') {
        const failure = addSource(name, resolved.ref);
        if (failure) return failure;
      } else {
        parts.push([name, contentOf(resolved.value)]);
      }
    }
    for (const [input, port] of Object.entries(module.inputs)) {
      const ref = sourceOf(node, input);
      inputs[input] = ref;
      if (ref) {
        const failure = addSource(input, ref);
        if (failure) return failure;
      } else if (!port.optional) {
        const message = `${input} (${port.label}) is not connected: connect ${port.type === 'image' ? 'an image' : `a ${port.type}`}`;
        return { status: 'unconnected', node: name, message };
      }
    }
    const key = bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))) as CacheKey;
    return { status: 'ready', key, module, params, inputs };
  };
  const visit = (name: string): PlannedNode => {
    const known = plan.get(name);
    if (known) return known;
    const node = nodeOf(document, name);
    // Stands there while the node's sources are visited: who meets it again has found a cycle.
    plan.set(name, {
      status: 'broken',
      node: name,
      message: `${name} depends on itself: remove a connection of the cycle`,
    });
    const planned: PlannedNode = node
      ? planNode(name, node)
      : { status: 'broken', node: name, message: `There is no module ${name} in this network` };
    plan.set(name, planned);
    return planned;
  };
  for (const [name] of nodesOf(document)) visit(name);
  return plan;
}

/** What a parameter's value adds to a key: of a file only its content. */
function contentOf(value: unknown): unknown {
  return isFileRef(value) ? { file: value.hash ?? `sample:${value.sample}` } : value;
}

type ResolvedParam = PlannedParam | { readonly kind: 'error'; readonly message: string };

/** The value of a parameter, or the output that gives it, through any chain of parameters that feed each other. */
function resolveParam(
  document: GraphDocument,
  modules: ModuleSet,
  node: GraphNode,
  name: string,
  param: Param,
): ResolvedParam {
  // A hidden parameter has no say: its default stands in for it, so that changing it changes no key.
  const isHidden = !sourceOf(node, name) && !isShown(param, node.params);
  if (isHidden) return { kind: 'value', value: param.default };
  let holder = node;
  let held = name;
  for (let hops = 0; ; hops++) {
    const ref = sourceOf(holder, held);
    if (!ref) break;
    const [source, output] = splitRef(ref);
    const sourceNode = nodeOf(document, source);
    const sourceModule = sourceNode && modules.get(sourceNode.module);
    if (!sourceNode) return { kind: 'error', message: `${name} is fed by ${ref}, but there is no module ${source}` };
    if (!sourceModule || own(sourceModule.outputs, output)) return { kind: 'output', ref, param };
    if (!own(sourceModule.params, output)) {
      return { kind: 'error', message: `${name} is fed by ${ref}, but ${sourceModule.id} has no field ${output}` };
    }
    if (hops > 1000) return { kind: 'error', message: `${name} feeds itself over ${ref}` };
    holder = sourceNode;
    held = output;
  }
  const value = convertTo(param, own(holder.params, held) ?? (holder === node ? param.default : undefined));
  const why = whyNotValue(param, value) ?? whyNoContent(value);
  return why === undefined ? { kind: 'value', value } : { kind: 'error', message: `${name}: ${why}` };
}

/** A file without a hash is one that this machine has never seen. */
function whyNoContent(value: unknown): string | undefined {
  if (!isFileRef(value) || value.hash || value.sample) return undefined;
  return `The file ${value.name} has no content here: choose it again`;
}
