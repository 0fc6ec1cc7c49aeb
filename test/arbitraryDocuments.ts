import fc from 'fast-check';
import type { GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import { emptyDocument, nodesOf, whyNotConnect } from '#src/graph/document.ts';
import { newNode } from '#src/graph/edit.ts';
import type { AnyModule, ParamValue } from '#src/graph/module.ts';
import { Above, Masked, Maximum, Ramp, SliceMean, Sum, testModules } from './testModules.ts';

const modules = [...testModules.values()];
const connectors = [
  ...new Set(modules.flatMap((m) => [...Object.keys(m.inputs), ...Object.keys(m.outputs), ...Object.keys(m.params)])),
];
const hostileNames = ['constructor', 'toString', 'hasOwnProperty', 'nobody', ''];

/** Whatever a parameter may be told to hold, sensible or not. */
const anyValue: fc.Arbitrary<ParamValue> = fc.oneof(
  fc.constantFrom<ParamValue>(
    null,
    true,
    false,
    '',
    'scaled',
    'plain',
    'throw',
    'all',
    'NaN',
    -1,
    0,
    0.5,
    1,
    3,
    20,
    1e9,
  ),
  fc.double(),
  fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 4 }),
  fc.constantFrom<ParamValue>({ name: 'a.raw' }, { name: 'a.raw', hash: 'c'.repeat(64) }, { name: '', sample: 'head' }),
);

const nodeName = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', ...hostileNames.slice(0, 4));
const connectorName = fc.constantFrom(...connectors, ...hostileNames);

/** An output that somebody may ask for, whether there is such a thing or not. */
export const anyRef = fc.tuple(nodeName, connectorName).map(([node, name]): OutputRef => `${node}.${name}`);

const anyNode: fc.Arbitrary<GraphNode> = fc.record({
  module: fc.constantFrom(...modules.map((module) => module.id), 'Unknown', 'constructor'),
  moduleVersion: fc.constantFrom(1, 1, 1, 2, 2, 3, 0),
  position: fc.record({ x: fc.integer(), y: fc.integer() }),
  params: fc.dictionary(connectorName, anyValue, { maxKeys: 4 }),
  inputs: fc.dictionary(connectorName, anyRef, { maxKeys: 4 }),
});

/** Documents as no editor makes them: unknown modules, cycles, wrong types, names that objects inherit. */
export const hostileDocument: fc.Arbitrary<GraphDocument> = fc
  .dictionary(nodeName, anyNode, { maxKeys: 6 })
  .map((nodes) => ({ version: 1 as const, nodes }));

/** A connection that is tried: nodes and connectors by number, so that most of them exist. */
const attempt = fc.record({
  from: fc.nat({ max: 5 }),
  to: fc.nat({ max: 5 }),
  output: fc.nat({ max: 7 }),
  input: fc.nat({ max: 7 }),
});

/** Documents as the editor makes them: known modules, and of all connections only those that `whyNotConnect` allows. */
export const soundDocument: fc.Arbitrary<GraphDocument> = fc
  .tuple(
    fc.array(fc.constantFrom<AnyModule>(Above, Masked, SliceMean, Maximum, Sum), { minLength: 2, maxLength: 5 }),
    fc.array(attempt, { minLength: 40, maxLength: 120, size: 'max' }),
  )
  .map(([others, attempts]) => {
    const chosen = [Ramp, ...others];
    let document: GraphDocument = {
      ...emptyDocument,
      nodes: Object.fromEntries(chosen.map((module, n) => [`N${n}`, newNode(module, { x: n, y: n })])),
    };
    for (const { from, to, output, input } of attempts) {
      const [giver, taker] = [chosen[from % chosen.length], chosen[to % chosen.length]];
      const gives = [...Object.keys(giver.outputs), ...Object.keys(giver.params)];
      const takes = [...Object.keys(taker.inputs), ...Object.keys(taker.params)];
      const ref: OutputRef = `N${from % chosen.length}.${gives[output % gives.length]}`;
      const name = `N${to % chosen.length}`;
      const target = takes[input % takes.length];
      const node = document.nodes[name];
      if (!node || whyNotConnect(document, testModules, ref, name, target) !== undefined) continue;
      const connected = { ...node, inputs: { ...node.inputs, [target]: ref } };
      document = { ...document, nodes: { ...document.nodes, [name]: connected } };
    }
    // What is still free is fed by the source, so that most of the network can run.
    const complete = nodesOf(document).map(([name, node], n): [string, GraphNode] => {
      const free = Object.entries(chosen[n].inputs).map(([input, port]): [string, OutputRef] => [
        input,
        port.type === 'image' ? 'N0.image' : 'N0.first',
      ]);
      return [name, { ...node, inputs: { ...Object.fromEntries(free), ...node.inputs } }];
    });
    return { ...document, nodes: Object.fromEntries(complete) };
  });

/** Small changes of parameters, by node and name; not every one fits. */
export const paramChanges = fc.array(
  fc.record({
    node: fc.constantFrom('N0', 'N1', 'N2', 'N3', 'N4', 'N5'),
    param: connectorName,
    value: fc.oneof(fc.constantFrom<ParamValue>(-1, 0, 1, 2, 5, true, false, 'scaled', 'plain'), anyValue),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Names of all outputs of the nodes of a document. */
export function outputsOf(document: GraphDocument): OutputRef[] {
  return Object.entries(document.nodes).flatMap(([name, node]) =>
    Object.keys((node && testModules.get(node.module)?.outputs) ?? {}).map((output): OutputRef => `${name}.${output}`),
  );
}
