import type { Draft } from 'immer';
import type { GraphDocument, GraphNode, OutputRef } from './document.ts';
import { nodeOf, nodesOf, outputRef, own, sourceConnector, splitRef, targetConnector, whyNotFeed } from './document.ts';
import { type Edit, freeName, newNode, nodeIn, renameNode } from './edit.ts';
import { changeLinks } from './links.ts';
import type { AnyModule, ModuleSet, ParamValue } from './module.ts';
import { whyNotValue } from './params.ts';

/** What takes the place of a node, and what did not fit. */
export interface Swap {
  readonly edit: Edit;
  /** The name of the new node: a free one of its module where the old one had one of its module. */
  readonly name: string;
  /** The connections that are gone: "Mask.input1". */
  readonly lost: readonly string[];
}

/**
 * Puts a module in the place of a node and keeps what fits: place, group and flow, values of fields of the same name that the new
 * module allows, connections to connectors of the same name and type, else to the first free ones of that type. Gives undefined
 * when there is no such node.
 */
export function swapModule(
  document: GraphDocument,
  modules: ModuleSet,
  name: string,
  module: AnyModule,
): Swap | undefined {
  const node = nodeOf(document, name);
  if (!node) return undefined;
  const { group, flow } = node;
  const { inputs, lost } = keptInputs(document, modules, name, node, module);
  const values = keptValues(node, module);
  const swapped: GraphNode = {
    ...newNode(module, node.position),
    params: { ...newNode(module, node.position).params, ...values },
    inputs,
    ...(group === undefined ? {} : { group }),
    ...(flow === undefined ? {} : { flow }),
  };
  const old = modules.get(node.module);
  const outputs: { readonly node: string; readonly input: string; readonly ref: OutputRef | undefined }[] = [];
  for (const [other, { inputs: fed, module: id }] of nodesOf(document)) {
    const taker = modules.get(id);
    for (const [input, ref] of Object.entries(fed)) {
      if (!ref || splitRef(ref)[0] !== name || other === name) continue;
      const output = splitRef(ref)[1];
      const type = (old && sourceConnector(old, output)?.type) ?? (taker && targetConnector(taker, input)?.type);
      // An output is no field, even if one of that name is there.
      const isOutput = old === undefined || own(old.outputs, output) !== undefined;
      const found = sourceConnector(module, output);
      const same = found && (found.param === undefined) === isOutput ? found : undefined;
      const first = Object.keys(module.outputs).find((each) => module.outputs[each].type === type);
      const give = same && same.type === type ? output : first;
      if (give === undefined) lost.push(`${other}.${input}`);
      outputs.push({ node: other, input, ref: give === undefined ? undefined : outputRef(name, give) });
    }
  }
  // "Threshold1" says what it is; a name that a person gave says what it is for, and stays.
  const isOfModule = name.startsWith(node.module) && /^\d*$/.test(name.slice(node.module.length));
  const newName = isOfModule && module.id !== node.module ? freeName(document, module.id) : name;
  const rename = renameNode(name, newName);
  return {
    name: newName,
    lost,
    edit(draft) {
      draft.nodes[name] = structuredClone(swapped) as Draft<GraphNode>;
      for (const { node: other, input, ref } of outputs) {
        const fed = nodeIn(draft, other);
        if (!fed) continue;
        if (ref === undefined) delete fed.inputs[input];
        else fed.inputs[input] = ref;
      }
      // A field stays coupled where it is one of the same kind and has its value still.
      changeLinks(draft, (other, param, field) => {
        const isKept =
          Object.hasOwn(values, param) && (!old || own(old.params, param)?.kind === module.params[param].kind);
        return other === name && !isKept ? undefined : field;
      });
      rename(draft);
    },
  };
}

function keptValues(node: GraphNode, module: AnyModule): Record<string, ParamValue> {
  return Object.fromEntries(
    Object.entries(node.params).filter(([name, value]) => {
      const param = own(module.params, name);
      return param !== undefined && whyNotValue(param, value) === undefined;
    }),
  );
}

/** The inputs that stay fed, and those that do not. Names that fit come first, so that nothing else takes their place. */
function keptInputs(
  document: GraphDocument,
  modules: ModuleSet,
  name: string,
  node: GraphNode,
  module: AnyModule,
): { inputs: Record<string, OutputRef>; lost: string[] } {
  const inputs: Record<string, OutputRef> = {};
  const rest: [string, OutputRef][] = [];
  const fits = (ref: OutputRef, input: string) => {
    const [source, output] = splitRef(ref);
    const giver = modules.get(nodeOf(document, source)?.module ?? '');
    const give = giver && sourceConnector(giver, output);
    const take = targetConnector(module, input);
    return give && take ? whyNotFeed(ref, give, outputRef(name, input), take) === undefined : false;
  };
  for (const [input, ref] of Object.entries(node.inputs)) {
    if (!ref) continue;
    if (fits(ref, input)) inputs[input] = ref;
    else rest.push([input, ref]);
  }
  const lost: string[] = [];
  for (const [input, ref] of rest) {
    const free = Object.keys(module.inputs).find((each) => !Object.hasOwn(inputs, each) && fits(ref, each));
    if (free === undefined) lost.push(`${name}.${input}`);
    else inputs[free] = ref;
  }
  return { inputs, lost };
}
