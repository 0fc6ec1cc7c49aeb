import { modules } from '#modules/index.ts';
import { whyNotCouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, nodesOf, outputRef, sourceConnector, sourceOf, splitRef, whyNotConnect } from '#src/graph/document.ts';
import { isShown } from '#src/graph/module.ts';

/** Every output and parameter of the network that may feed an input. */
export function sourcesFor(document: GraphDocument, node: string, input: string): OutputRef[] {
  return nodesOf(document).flatMap(([name, { module }]) => {
    const definition = modules.get(module);
    if (!definition || name === node) return [];
    return [...Object.keys(definition.outputs), ...Object.keys(definition.params)]
      .map((output) => outputRef(name, output))
      .filter((ref) => !whyNotConnect(document, modules, ref, node, input));
  });
}

/** Every input and parameter that an output or a parameter may feed and does not yet, of all nodes or of one. */
export function targetsOf(document: GraphDocument, from: OutputRef, of?: string): OutputRef[] {
  return inputsOf(document, of).filter((to) => {
    const [name, input] = splitRef(to);
    const node = nodeOf(document, name);
    return node && sourceOf(node, input) !== from && !whyNotConnect(document, modules, from, name, input);
  });
}

/** Every field that can have one value with a field. */
export function equalsOf(document: GraphDocument, field: OutputRef): OutputRef[] {
  return inputsOf(document).filter((other) => !whyNotCouple(document, modules, field, other));
}

/** What the value of an output or parameter is called: "Otsu threshold of OtsuThreshold". */
export function labelOf(document: GraphDocument, ref: OutputRef): string {
  const [name, connector] = splitRef(ref);
  const module = modules.get(nodeOf(document, name)?.module ?? '');
  const label = (module && sourceConnector(module, connector)?.label) ?? module?.inputs[connector]?.label;
  return label === undefined ? ref : `${label} of ${name}`;
}

/** The inputs and the parameters that count now. */
function inputsOf(document: GraphDocument, of?: string): OutputRef[] {
  return nodesOf(document).flatMap(([name, node]) => {
    const module = modules.get(node.module);
    if (!module || (of !== undefined && name !== of)) return [];
    const params = Object.entries(module.params).flatMap(([param, definition]) =>
      isShown(definition, node.params) ? [param] : [],
    );
    return [...Object.keys(module.inputs), ...params].map((input) => outputRef(name, input));
  });
}
