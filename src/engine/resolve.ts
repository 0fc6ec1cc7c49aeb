import type { Connector, GraphDocument, GraphNode, OutputRef } from '#src/graph/document.ts';
import {
  nodeOf,
  outputRef,
  own,
  sourceConnector,
  sourceOf,
  splitRef,
  usableModule,
  whyNotFeed,
} from '#src/graph/document.ts';
import type { AnyModule, ModuleSet, Param, ParamValue } from '#src/graph/module.ts';
import { paramPortType } from '#src/graph/module.ts';
import { convertTo, whyNotValue } from '#src/graph/params.ts';
import { passedSource } from '#src/graph/passedSource.ts';
import { isStrokes } from '#src/graph/strokes.ts';

/** A parameter that a value passes on its way: it converts the value to its kind, and its limits hold. */
export interface Field {
  readonly ref: OutputRef;
  readonly param: Param;
  /** "Threshold@2.threshold": tells the parameter's definition apart without the name of the node. */
  readonly id: string;
}

/** What a parameter or an input gets: a value of the document, or an output's once that has run. */
export type Given =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      /** The parameter that gives it; undefined for a parameter's own value. */
      readonly from?: OutputRef;
    }
  | { readonly kind: 'output'; readonly ref: OutputRef; readonly through: readonly Field[] };

/** Either of these, or the sentence why nothing arrives. */
export type Resolved = Given | { readonly kind: 'error'; readonly message: string };

/** A connector that is fed; without it nothing is said of types. */
interface Target {
  readonly ref: OutputRef;
  readonly connector: Connector;
}

/** What parameters give as sources, so that a chain of them is walked once for a whole network. */
export type KnownFields = Map<OutputRef, Resolved>;

/**
 * What stands at the end of a connection to a port, or of one that is only thought of, through any chain of parameters that
 * feed each other. An output of a module that is not usable here is an output all the same: whoever plans that node says why.
 */
export function resolveSource(
  document: GraphDocument,
  modules: ModuleSet,
  from: OutputRef,
  target?: Target,
  known: KnownFields = new Map(),
): Resolved {
  const passed = passedSource(document, modules, from);
  if ('why' in passed) return { kind: 'error', message: passed.why };
  const source = sourceAt(document, modules, passed.ref, target);
  if (source.kind !== 'field') return source;
  const given = resolveField(document, modules, source.field, known);
  // Ports carry numbers, no booleans.
  return source.field.param.kind === 'boolean' ? extended(given, [numberField(passed.ref)]) : given;
}

/** What a parameter gives as a source: its value, or the output that feeds it after all the parameters between. */
function resolveField(document: GraphDocument, modules: ModuleSet, start: Field, known: KnownFields): Resolved {
  // From the near end to the far one; a value passes them the other way.
  const fields: Field[] = [];
  const met = new Set<OutputRef>();
  let field = start;
  let found = known.get(start.ref);
  while (!found) {
    if (met.has(field.ref)) {
      return { kind: 'error', message: `${field.ref} feeds itself: remove a connection of the cycle` };
    }
    met.add(field.ref);
    fields.push(field);
    const [name, param] = splitRef(field.ref);
    const node = nodeOf(document, name);
    const next = node && fedBy(document, modules, node, param);
    if (next === undefined) {
      found = { kind: 'value', value: node && savedValue(node, param, field.param) };
      break;
    }
    const target = {
      ref: field.ref,
      connector: { ...field.param, type: paramPortType(field.param), param: field.param },
    };
    const source = sourceAt(document, modules, next, target);
    if (source.kind === 'field') {
      field = source.field;
      found = known.get(next);
    } else {
      found = source;
    }
  }
  const resolved = extended(found, fields.reverse());
  known.set(start.ref, resolved);
  return resolved;
}

/** What feeds a parameter; where what feeds it is switched off or passes nothing on, its own value holds. */
function fedBy(document: GraphDocument, modules: ModuleSet, node: GraphNode, param: string): OutputRef | undefined {
  const ref = sourceOf(node, param);
  const passed = ref && passedSource(document, modules, ref);
  return passed && 'ref' in passed ? passed.ref : undefined;
}

/** What a connection starts at: an output, a parameter, or nothing, for a reason. */
function sourceAt(
  document: GraphDocument,
  modules: ModuleSet,
  ref: OutputRef,
  target: Target | undefined,
): Resolved | { readonly kind: 'field'; readonly field: Field } {
  const [name, output] = splitRef(ref);
  const but = target ? `${target.ref} is fed by ${ref}, but ` : '';
  const node = nodeOf(document, name);
  if (!node) return { kind: 'error', message: `${but ? `${but}there` : 'There'} is no module ${name} in this network` };
  const module = usableModule(node, modules);
  if (!module) return { kind: 'output', ref, through: [] };
  const give = sourceConnector(module, output);
  if (!give) return { kind: 'error', message: `${but}${module.id} has no output ${output}` };
  const why = target && whyNotFeed(ref, give, target.ref, target.connector);
  if (why !== undefined) return { kind: 'error', message: why };
  if (!give.param) return { kind: 'output', ref, through: [] };
  return { kind: 'field', field: fieldOf(name, module, output, give.param) };
}

/** The same after further parameters. */
function extended(given: Resolved, fields: readonly Field[]): Resolved {
  if (given.kind === 'error' || fields.length === 0) return given;
  if (given.kind === 'output') return { ...given, through: [...given.through, ...fields] };
  const passed = passThrough(given.value, fields, given.from);
  return passed.ok
    ? { kind: 'value', value: passed.value, from: fields[fields.length - 1].ref }
    : { kind: 'error', message: passed.message };
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
  known: KnownFields,
): Resolved {
  const param = module.params[name];
  const fieldAt = (other: string) => fieldOf(node, module, other, module.params[other]);
  for (const [control, allowed] of Object.entries(param.when ?? {})) {
    if (!own(module.params, control)) continue;
    const switched = resolveField(document, modules, fieldAt(control), known);
    // What an output will say is not known yet: then the parameter counts.
    if (switched.kind === 'value' && !allowed.includes(switched.value as ParamValue)) {
      return { kind: 'value', value: param.default };
    }
  }
  return resolveField(document, modules, fieldAt(name), known);
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
    const isTold = param.kind === 'number' && param.isTold && typeof value === 'number';
    const why = isTold ? undefined : whyNotValue(param, value);
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

/** What a document holds for a parameter. A file cannot tell -0 from 0, so they are one before it is saved, too. */
function savedValue(node: GraphNode, name: string, param: Param): unknown {
  const value = Object.hasOwn(node.params, name) ? own(node.params, name) : param.default;
  if (isStrokes(value)) return value;
  if (Array.isArray(value)) return value.map((component) => (component === 0 ? 0 : component));
  return value === 0 ? 0 : value;
}
