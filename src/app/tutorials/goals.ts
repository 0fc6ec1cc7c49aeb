import { modules } from '#modules/index.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { tutorialTexts } from '#src/app/texts/tutorials.ts';
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
      if (!node) return tutorialTexts.missing.node(goal.node);
      return node.module === goal.module
        ? undefined
        : tutorialTexts.missing.otherModule(goal.node, node.module, goal.module);
    }
    case 'connection': {
      const [name, input] = splitRef(goal.to);
      const node = nodeOf(document, name);
      if (!node) return noModule(name);
      const source = sourceOf(node, input);
      if (source === goal.from) return undefined;
      return source === undefined
        ? tutorialTexts.missing.connection(goal.to, goal.from)
        : tutorialTexts.missing.otherConnection(goal.to, source, goal.from);
    }
    case 'fields':
      return Object.entries(goal.values)
        .map(([field, value]) => whyNotSet(document, goal.node, field, value))
        .find((why) => why !== undefined);
    case 'changed': {
      const value = heldBy(document, goal.node, goal.field);
      if (value === undefined) return noModule(goal.node);
      return same(value, goal.from)
        ? tutorialTexts.missing.change(labelOf(document, goal.node, goal.field))
        : undefined;
    }
    case 'range': {
      const value = heldBy(document, goal.node, goal.field);
      if (value === undefined) return noModule(goal.node);
      return typeof value === 'number' && value >= goal.min && value <= goal.max
        ? undefined
        : tutorialTexts.missing.range(labelOf(document, goal.node, goal.field), text(value), goal.min, goal.max);
    }
    case 'file': {
      const value = heldBy(document, goal.node, 'name');
      if (value === undefined) return noModule(goal.node);
      return value === null ? tutorialTexts.missing.file(goal.node) : undefined;
    }
    case 'window': {
      if (!nodeOf(document, goal.node)) return noModule(goal.node);
      const isOpen = document.view?.open.some(({ node, kind }) => node === goal.node && kind === goal.panel);
      if (isOpen) return undefined;
      return goal.panel === 'viewer' ? tutorialTexts.missing.viewer(goal.node) : tutorialTexts.missing.panel(goal.node);
    }
    case 'inspected':
      if (inspected === goal.output) return undefined;
      return tutorialTexts.missing.inspected(inspected, goal.output);
    default:
      return goal satisfies never;
  }
}

/** What is left to do of a goal: of several fields those that are not set yet. */
export function restOf(goal: Goal, { document }: Reached): Goal {
  if (goal.kind !== 'fields') return goal;
  const left = Object.entries(goal.values).filter(
    ([field, value]) => whyNotSet(document, goal.node, field, value) !== undefined,
  );
  return { ...goal, values: Object.fromEntries(left) };
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
  return tutorialTexts.missing.earlierNode(name);
}

/** What a parameter holds in a document; undefined where the module is missing. */
function heldBy(document: GraphDocument, name: string, field: string): ParamValue | undefined {
  return nodeOf(document, name)?.params[field];
}

function whyNotSet(document: GraphDocument, name: string, field: string, wanted: ParamValue): string | undefined {
  const value = heldBy(document, name, field);
  if (value === undefined) return noModule(name);
  if (same(value, wanted)) return undefined;
  return tutorialTexts.missing.value(
    labelOf(document, name, field),
    shown(document, name, field, value),
    shown(document, name, field, wanted),
  );
}

/** "Threshold (threshold) of Threshold": as the panel calls it. */
function labelOf(document: GraphDocument, name: string, field: string): string {
  const node = nodeOf(document, name);
  const param = node && usableModule(node, modules)?.params[field];
  return param ? commonTexts.fieldOf(param.label, name) : `${name}.${field}`;
}

/** A value as the panel shows it: of a choice the label of the option. */
function shown(document: GraphDocument, name: string, field: string, value: ParamValue): string {
  const node = nodeOf(document, name);
  const param = node && usableModule(node, modules)?.params[field];
  if (param?.kind === 'choice' && typeof value === 'string')
    return tutorialTexts.missing.option(param.options[value] ?? value);
  if (param?.kind === 'boolean') return value === true ? tutorialTexts.missing.on : tutorialTexts.missing.off;
  return text(value);
}

function text(value: ParamValue): string {
  return Array.isArray(value) && value.length === 0 ? tutorialTexts.missing.empty : JSON.stringify(value);
}

function same(a: ParamValue, b: ParamValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
