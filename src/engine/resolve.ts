import type { Connector, GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import { nodeOf, outputRef, own, sourceConnector, sourceOf, splitRef, whyNotFeed } from '#src/graph/document.ts';
import type { AnyModule, ModuleSet, Param, ParamValue } from '#src/graph/module.ts';
import { convertTo, whyNotValue } from '#src/graph/params.ts';

/** A parameter that a value passes on its way: it converts the value to its kind, and its limits hold. */
export interface Field {
  readonly ref: OutputRef;
  readonly param: Param;
  /** "Threshold@2.threshold": tells the parameter's definition apart without the name of the node. */
  readonly id: string;
}

/** What a parameter or an input gets: a value of the document, or an output's once that has run. */
export type Given =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'output'; readonly ref: OutputRef; readonly through: readonly Field[] };

/** Either of these, or the sentence why nothing arrives. */
export type Resolved = Given | { readonly kind: 'error'; readonly message: string };

/** A connector that is fed; without it nothing is said of types. */
interface Target {
  readonly ref: OutputRef;
  readonly connector: Connector;
}

/** The module of a node when it is known here in the very version that the node's parameters are written for. */
export function usableModule(node: GraphNode, modules: ModuleSet): AnyModule | undefined {
  const module = modules.get(node.module);
  return module && module.version === node.moduleVersion ? module : undefined;
}

/**
 * What stands at the end of a connection, through any chain of parameters that feed each other. `target` is what is fed, and
 * `last` holds the parameter that it is, if it is one. An output of a module that is not usable here is an output all the
 * same: whoever plans that node says why.
 */
export function resolveSource(
  document: GraphDocument,
  modules: ModuleSet,
  from: OutputRef,
  target?: Target,
  last: readonly Field[] = [],
): Resolved {
  const error = (message: string): Resolved => ({ kind: 'error', message });
  // From the far end to the near one, as the value passes them.
  const through = [...last];
  const met = new Set<OutputRef>();
  let taker = target;
  for (let ref = from; ; ) {
    const [name, output] = splitRef(ref);
    const node = nodeOf(document, name);
    const but = taker ? `${taker.ref} is fed by ${ref}, but ` : '';
    if (!node) return error(`${but ? `${but}there` : 'There'} is no module ${name} in this network`);
    const module = usableModule(node, modules);
    if (!module) return { kind: 'output', ref, through };
    const give = sourceConnector(module, output);
    if (!give) return error(`${but}${module.id} has no output ${output}`);
    const why = taker && whyNotFeed(ref, give, taker.ref, taker.connector);
    if (why !== undefined) return error(why);
    if (!give.param) return { kind: 'output', ref, through };
    if (met.has(ref)) return error(`${ref} feeds itself: remove a connection of the cycle`);
    met.add(ref);
    // Ports carry numbers, no booleans.
    if (give.param.kind === 'boolean' && through.length === 0) through.push(numberField(ref));
    through.unshift(fieldOf(name, module, output, give.param));
    const next = sourceOf(node, output);
    if (next === undefined) {
      const passed = passThrough(savedValue(node, output, give.param), through);
      return passed.ok ? { kind: 'value', value: passed.value } : error(passed.message);
    }
    taker = { ref, connector: give };
    ref = next;
  }
}

/**
 * What a parameter of a usable node gets. One that `when` hides has no say: its default stands in for it, and what feeds it
 * is not asked.
 */
export function resolveParam(
  document: GraphDocument,
  modules: ModuleSet,
  node: string,
  module: AnyModule,
  name: string,
): Resolved {
  const param = module.params[name];
  for (const [control, allowed] of Object.entries(param.when ?? {})) {
    const value = resolveOwn(document, modules, node, module, control);
    // What an output will say is not known yet: then the parameter counts.
    if (value.kind === 'value' && !allowed.includes(value.value as ParamValue)) {
      return { kind: 'value', value: param.default };
    }
  }
  return resolveOwn(document, modules, node, module, name);
}

function resolveOwn(
  document: GraphDocument,
  modules: ModuleSet,
  node: string,
  module: AnyModule,
  name: string,
): Resolved {
  const found = nodeOf(document, node);
  const connector = sourceConnector(module, name);
  if (!found || !connector?.param) return { kind: 'error', message: `${module.id} has no field ${name}` };
  const field = fieldOf(node, module, name, connector.param);
  const ref = sourceOf(found, name);
  if (ref !== undefined) return resolveSource(document, modules, ref, { ref: field.ref, connector }, [field]);
  const passed = passThrough(savedValue(found, name, connector.param), [field]);
  return passed.ok ? { kind: 'value', value: passed.value } : { kind: 'error', message: passed.message };
}

/** A value after all parameters that it passes, or a sentence of the first whose kind or limits it does not fit. */
export function passThrough(
  given: unknown,
  through: readonly Field[],
  source?: OutputRef,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  let value = given;
  let from = source;
  for (const { ref, param } of through) {
    value = convertTo(param, value);
    const why = whyNotValue(param, value);
    if (why !== undefined) return { ok: false, message: from === undefined ? why : `${why} (given by ${from})` };
    from = ref;
  }
  return { ok: true, value };
}

function fieldOf(node: string, module: AnyModule, name: string, param: Param): Field {
  return { ref: outputRef(node, name), param, id: `${module.id}@${module.version}.${name}` };
}

function numberField(ref: OutputRef): Field {
  return { ref, param: { kind: 'number', label: ref, default: 0 }, id: 'number' };
}

function savedValue(node: GraphNode, name: string, param: Param): unknown {
  return Object.hasOwn(node.params, name) ? own(node.params, name) : param.default;
}
