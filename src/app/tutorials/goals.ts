import { modules } from '#modules/index.ts';
import { samples } from '#src/formats/samples.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, sourceOf, splitRef, usableModule, whyNotConnect } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import { addNode, connect, newNode, setParams } from '#src/graph/edit.ts';
import type { ParamValue } from '#src/graph/module.ts';
import type { Goal } from './tutorial.ts';

/** What goals are judged by. */
export interface Reached {
  readonly document: GraphDocument;
  readonly inspected: OutputRef | undefined;
}

/** What is still missing for a goal, as a sentence to the user; undefined when it is reached. */
export function whatIsMissing(goal: Goal, { document, inspected }: Reached): string | undefined {
  switch (goal.kind) {
    case 'module': {
      const node = nodeOf(document, goal.node);
      if (!node) return `There is no module named ${goal.node} in the network yet.`;
      return node.module === goal.module ? undefined : `${goal.node} is a ${node.module}, not a ${goal.module}.`;
    }
    case 'connection': {
      const [name, input] = splitRef(goal.to);
      const node = nodeOf(document, name);
      if (!node) return noModule(name);
      const source = sourceOf(node, input);
      if (source === goal.from) return undefined;
      return source === undefined
        ? `Nothing is connected to ${goal.to} yet: it takes ${goal.from}.`
        : `${goal.to} gets ${source}; it takes ${goal.from}.`;
    }
    case 'fields':
      return Object.entries(goal.values)
        .map(([field, value]) => whyNotSet(document, goal.node, field, value))
        .find((why) => why !== undefined);
    case 'changed': {
      const value = heldBy(document, goal.node, goal.field);
      if (value === undefined) return noModule(goal.node);
      return same(value, goal.from) ? `${labelOf(document, goal.node, goal.field)} is still as it was.` : undefined;
    }
    case 'range': {
      const value = heldBy(document, goal.node, goal.field);
      if (value === undefined) return noModule(goal.node);
      return typeof value === 'number' && value >= goal.min && value <= goal.max
        ? undefined
        : `${labelOf(document, goal.node, goal.field)} is ${text(value)}: it should be from ${goal.min} to ${goal.max}.`;
    }
    case 'file': {
      const value = heldBy(document, goal.node, 'name');
      if (value === undefined) return noModule(goal.node);
      return value === null ? `${goal.node} has no file yet.` : undefined;
    }
    case 'window': {
      if (!nodeOf(document, goal.node)) return noModule(goal.node);
      const isOpen = document.view?.open.some(({ node, kind }) => node === goal.node && kind === goal.panel);
      const window = goal.panel === 'viewer' ? 'viewer' : 'panel';
      return isOpen ? undefined : `The ${window} of ${goal.node} is not open.`;
    }
    case 'inspected':
      if (inspected === goal.output) return undefined;
      return `The Output Inspector shows ${inspected ?? 'nothing'}, not ${goal.output}.`;
    default:
      return goal satisfies never;
  }
}

/** The edit that reaches a goal, if it is one of the document; undefined of windows and of what is inspected. */
export function editTowards(goal: Goal): Edit | undefined {
  switch (goal.kind) {
    case 'module': {
      const module = modules.get(goal.module);
      return module && addNode(goal.node, newNode(module, goal.at));
    }
    case 'connection': {
      const [name, input] = splitRef(goal.to);
      return (draft) => {
        const why = whyNotConnect(draft as GraphDocument, modules, goal.from, name, input);
        if (why === undefined) connect(goal.from, name, input)(draft);
      };
    }
    case 'fields':
      return setParams(goal.node, goal.values);
    case 'changed':
      return setParams(goal.node, goal.show);
    case 'range':
      return setParams(goal.node, { [goal.field]: goal.show });
    case 'file': {
      const sample = samples.find(({ id }) => id === goal.sample);
      return sample && setParams(goal.node, { name: { name: sample.file, sample: sample.id } });
    }
    case 'window':
    case 'inspected':
      return undefined;
    default:
      return goal satisfies never;
  }
}

function noModule(name: string): string {
  return `There is no module named ${name}: an earlier step adds it.`;
}

/** What a parameter holds in a document; undefined where the module is missing. */
function heldBy(document: GraphDocument, name: string, field: string): ParamValue | undefined {
  return nodeOf(document, name)?.params[field];
}

function whyNotSet(document: GraphDocument, name: string, field: string, wanted: ParamValue): string | undefined {
  const value = heldBy(document, name, field);
  if (value === undefined) return noModule(name);
  if (same(value, wanted)) return undefined;
  return `${labelOf(document, name, field)} is ${shown(document, name, field, value)}, not ${shown(document, name, field, wanted)}.`;
}

/** "Threshold (threshold) of Threshold": as the panel calls it. */
function labelOf(document: GraphDocument, name: string, field: string): string {
  const node = nodeOf(document, name);
  const param = node && usableModule(node, modules)?.params[field];
  return param ? `${param.label} of ${name}` : `${name}.${field}`;
}

/** A value as the panel shows it: of a choice the label of the option. */
function shown(document: GraphDocument, name: string, field: string, value: ParamValue): string {
  const node = nodeOf(document, name);
  const param = node && usableModule(node, modules)?.params[field];
  if (param?.kind === 'choice' && typeof value === 'string') return `"${param.options[value] ?? value}"`;
  if (param?.kind === 'boolean') return value === true ? 'on' : 'off';
  return text(value);
}

function text(value: ParamValue): string {
  return Array.isArray(value) && value.length === 0 ? 'empty' : JSON.stringify(value);
}

function same(a: ParamValue, b: ParamValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
