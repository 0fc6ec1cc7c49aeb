import { modules } from '#modules/index.ts';
import { whyNotCouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import {
  linkOf,
  nodeOf,
  nodesOf,
  outputRef,
  sourceConnector,
  sourceOf,
  sourcesOf,
  splitRef,
  targetConnector,
  whyNotConnect,
} from '#src/graph/document.ts';
import { isShown } from '#src/graph/module.ts';
import { offeredInputs } from '#src/graph/offeredInputs.ts';
import type { PortType } from '#src/graph/ports.ts';
import { commonTexts } from './texts/common.ts';

/** Every output and parameter of the network that is there and may feed an input: what `whyNotConnect` has nothing against. */
export function sourcesFor(document: GraphDocument, node: string, input: string): OutputRef[] {
  const module = modules.get(nodeOf(document, node)?.module ?? '');
  const type = module && targetConnector(module, input)?.type;
  const field = outputRef(node, input);
  const isCoupled = linkOf(document, field)?.fields.some((other) => other !== field);
  if (type === undefined || isCoupled) return [];
  const { byType, dependents } = sourcesIn(document);
  const after = dependents.get(node) ?? dependentsOf(document, node);
  dependents.set(node, after);
  return (byType.get(type) ?? []).flatMap(({ name, ref }) => (after.has(name) ? [] : [ref]));
}

interface Sources {
  readonly byType: ReadonlyMap<PortType, readonly { readonly name: string; readonly ref: OutputRef }[]>;
  /** By node what depends on it, which it cannot be fed by. */
  readonly dependents: Map<string, ReadonlySet<string>>;
}

/** Found once for a document: every row of a panel asks for them at every key that is typed. */
const known = new WeakMap<GraphDocument['nodes'], Sources>();

function sourcesIn(document: GraphDocument): Sources {
  const found = known.get(document.nodes);
  if (found) return found;
  const byType = new Map<PortType, { name: string; ref: OutputRef }[]>();
  for (const [name, node] of nodesOf(document)) {
    const module = modules.get(node.module);
    if (!module) continue;
    // What tells of an input, as the colour of an overlay, is there with it.
    const params = Object.keys(module.params).filter((param) => {
      const { of } = module.params[param];
      return of === undefined || sourceOf(node, of) !== undefined;
    });
    for (const output of [...Object.keys(module.outputs), ...params]) {
      const type = sourceConnector(module, output)?.type;
      if (type === undefined) continue;
      const all = byType.get(type) ?? [];
      byType.set(type, all);
      all.push({ name, ref: outputRef(name, output) });
    }
  }
  const sources = { byType, dependents: new Map() };
  known.set(document.nodes, sources);
  return sources;
}

/** A node and all that depends on it. */
function dependentsOf(document: GraphDocument, node: string): ReadonlySet<string> {
  const feeds = new Map<string, string[]>();
  for (const [name, each] of nodesOf(document)) {
    for (const source of sourcesOf(each)) feeds.set(source, [...(feeds.get(source) ?? []), name]);
  }
  const found = new Set([node]);
  // A set grows while it is walked, and gives each name once.
  for (const name of found) for (const next of feeds.get(name) ?? []) found.add(next);
  return found;
}

/** Every input and parameter that an output or a parameter may feed and does not yet, of all nodes or of one. */
export function targetsOf(document: GraphDocument, from: OutputRef, of?: string): OutputRef[] {
  return inputsOf(document, of).filter((to) => {
    const [name, input] = splitRef(to);
    const node = nodeOf(document, name);
    return node && sourceOf(node, input) !== from && !whyNotConnect(document, modules, from, name, input);
  });
}

/** Every field that can have one value with a field, of all nodes or of one. */
export function equalsOf(document: GraphDocument, field: OutputRef, of?: string): OutputRef[] {
  return inputsOf(document, of).filter((other) => !whyNotCouple(document, modules, field, other));
}

/** What the value of an output or parameter is called: "Otsu threshold of OtsuThreshold". */
export function labelOf(document: GraphDocument, ref: OutputRef): string {
  const [name, connector] = splitRef(ref);
  const module = modules.get(nodeOf(document, name)?.module ?? '');
  const label = (module && sourceConnector(module, connector)?.label) ?? module?.inputs[connector]?.label;
  return label === undefined ? ref : commonTexts.fieldOf(label, name);
}

/** The inputs and the parameters that count now. */
function inputsOf(document: GraphDocument, of?: string): OutputRef[] {
  return nodesOf(document).flatMap(([name, node]) => {
    const module = modules.get(node.module);
    if (!module || (of !== undefined && name !== of)) return [];
    const params = Object.entries(module.params).flatMap(([param, definition]) =>
      isShown(definition, node.params, node.inputs) ? [param] : [],
    );
    return [...Object.keys(offeredInputs(module, node)), ...params].map((input) => outputRef(name, input));
  });
}
