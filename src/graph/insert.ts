import type { GraphDocument, OutputRef } from './document.ts';
import {
  ancestorsOf,
  nodeOf,
  nodesOf,
  outputRef,
  sourceConnector,
  sourceOf,
  splitRef,
  targetConnector,
} from './document.ts';
import { connect, type Edit } from './edit.ts';
import type { AnyModule, ModuleSet } from './module.ts';

/** A connection by what it feeds. */
export interface Wire {
  readonly node: string;
  readonly input: string;
}

/** The input and the output by which a module can lie in a connection of that source: the first ones of its type. */
export function fitOfModule(
  document: GraphDocument,
  modules: ModuleSet,
  wire: Wire,
  module: AnyModule,
): { readonly input: string; readonly output: string } | undefined {
  const target = nodeOf(document, wire.node);
  const from = target && sourceOf(target, wire.input);
  const source = from && nodeOf(document, splitRef(from)[0]);
  const giver = source && modules.get(source.module);
  const taker = target && modules.get(target.module);
  const gives = from && giver && sourceConnector(giver, splitRef(from)[1])?.type;
  const takes = taker && targetConnector(taker, wire.input)?.type;
  if (gives === undefined || gives !== takes) return undefined;
  const input = Object.entries(module.inputs).find(([, port]) => port.type === gives)?.[0];
  const output = Object.entries(module.outputs).find(([, port]) => port.type === takes)?.[0];
  return input === undefined || output === undefined ? undefined : { input, output };
}

/** A sentence why a node cannot be put into a connection, or undefined when it can: it must be free on both sides. */
export function whyNotInsert(
  document: GraphDocument,
  modules: ModuleSet,
  wire: Wire,
  name: string,
): string | undefined {
  const node = nodeOf(document, name);
  const target = nodeOf(document, wire.node);
  const from = target && sourceOf(target, wire.input);
  const module = node && modules.get(node.module);
  if (!node || !module || from === undefined) return `There is no connection to ${wire.node}.${wire.input}`;
  const source = splitRef(from)[0];
  if (name === wire.node || name === source) return `${name} is an end of this connection`;
  const fit = fitOfModule(document, modules, wire, module);
  if (!fit) return `${name} has no input and output of the type of ${from}`;
  if (sourceOf(node, fit.input) !== undefined) return `${name}.${fit.input} is connected already`;
  if (ancestorsOf(document, source).has(name) || ancestorsOf(document, name).has(wire.node)) {
    return `${name} in this connection would close a cycle`;
  }
  return undefined;
}

/** Puts a node into a connection. The caller has asked `whyNotInsert`. */
export function insertNode(from: OutputRef, wire: Wire, name: string, fit: { input: string; output: string }): Edit {
  return (draft) => {
    connect(from, name, fit.input)(draft);
    connect(outputRef(name, fit.output), wire.node, wire.input)(draft);
  };
}

/** The nodes that are fed by a node, over any number of others, and itself. */
export function descendantsOf(document: GraphDocument, start: string): Set<string> {
  const fed = new Map<string, string[]>();
  for (const [name, node] of nodesOf(document)) {
    for (const ref of Object.values(node.inputs)) {
      if (!ref) continue;
      const source = splitRef(ref)[0];
      const known = fed.get(source);
      if (known) known.push(name);
      else fed.set(source, [name]);
    }
  }
  const found = new Set<string>();
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(fed.get(next) ?? []));
  }
  return found;
}

/** Whether an output of a node is used. */
export function isUsed(document: GraphDocument, name: string): boolean {
  return nodesOf(document).some(([, node]) =>
    Object.values(node.inputs).some((ref) => ref !== undefined && splitRef(ref)[0] === name),
  );
}
