import type { GraphDocument, OutputRef } from './document.ts';
import {
  linkOf,
  maxFrames,
  maxLinkFields,
  maxTitleLength,
  nodeOf,
  own,
  sourceOf,
  splitRef,
  targetConnector,
} from './document.ts';
import { type Edit, setParams } from './edit.ts';
import { freeFrameId } from './frames.ts';
import { changeLinks } from './links.ts';
import type { ModuleSet, Param, ParamValue } from './module.ts';
import { paramPortType } from './module.ts';
import { whyNotValue } from './params.ts';

/** A sentence why two fields cannot have one value, or undefined when they can. */
export function whyNotCouple(
  document: GraphDocument,
  modules: ModuleSet,
  from: OutputRef,
  to: OutputRef,
): string | undefined {
  if (from === to) return `${from} is the same field`;
  const [a, b] = [fieldAt(document, modules, from), fieldAt(document, modules, to)];
  if ('why' in a) return a.why;
  if ('why' in b) return b.why;
  const [here, there] = [linkOf(document, from), linkOf(document, to)];
  if (here && here === there) return `${from} and ${to} are coupled already`;
  for (const [field, { source }] of [
    [from, a],
    [to, b],
  ] as const) {
    if (source) return `${field} is fed by ${source}: couple that one, or disconnect it first`;
  }
  const why = whyNotAlike(from, a.param, to, b.param) ?? whyNotValue(b.param, a.value);
  if (why) return why;
  const count = (here?.fields.length ?? 1) + (there?.fields.length ?? 1);
  if (count > maxLinkFields) return `${count} fields would be coupled, and at most ${maxLinkFields} can be`;
  const isNew = !here && !there;
  return isNew && Object.keys(document.links ?? {}).length >= maxFrames
    ? `A network has at most ${maxFrames} couplings`
    : undefined;
}

type FoundField =
  | { readonly param: Param; readonly value: ParamValue; readonly source: OutputRef | undefined }
  | { readonly why: string };

function fieldAt(document: GraphDocument, modules: ModuleSet, field: OutputRef): FoundField {
  const [name, paramName] = splitRef(field);
  const node = nodeOf(document, name);
  const module = node && modules.get(node.module);
  const param = module && targetConnector(module, paramName)?.param;
  if (!node || !param) return { why: `${field} is no field: only fields can be coupled` };
  return { param, value: own(node.params, paramName) ?? param.default, source: sourceOf(node, paramName) };
}

function whyNotAlike(from: OutputRef, a: Param, to: OutputRef, b: Param): string | undefined {
  if (paramPortType(a) === undefined) return `${a.label} cannot be coupled: it holds a ${a.kind}`;
  const isNumeric = (param: Param) => param.kind === 'number' || param.kind === 'integer';
  if (a.kind !== b.kind && !(isNumeric(a) && isNumeric(b))) {
    return `${from} holds a ${a.kind}, but ${to} a ${b.kind}: only fields of one kind can be coupled`;
  }
  if (a.kind === 'choice' && b.kind === 'choice') {
    const names = (param: typeof a) => Object.keys(param.options).sort().join(', ');
    return names(a) === names(b) ? undefined : `${from} offers ${names(a)}, but ${to} ${names(b)}`;
  }
  if (a.kind === 'vector' && b.kind === 'vector' && a.default.length !== b.default.length) {
    return `${from} holds ${a.default.length} numbers, but ${to} ${b.default.length}`;
  }
  return undefined;
}

/**
 * Lets two fields, and all that each is coupled with, have the value of the first from now on; the link of the first keeps its
 * title. The caller has asked `whyNotCouple`.
 */
export function couple(document: GraphDocument, from: OutputRef, to: OutputRef, title: string): Edit {
  const [here, there] = [idOf(document, from), idOf(document, to)];
  const [name, param] = splitRef(from);
  const fields = [
    ...(linkOf(document, from)?.fields ?? [from]),
    ...(linkOf(document, to)?.fields.filter((field) => field !== to) ?? []),
  ];
  const all = [...new Set([...fields, to])];
  const id = here ?? there ?? freeFrameId(document.links, 'link');
  // Of the document, since a list of the draft cannot be copied.
  const value = nodeOf(document, name)?.params[param];
  return (draft) => {
    draft.links ??= {};
    if (here && there) delete draft.links[there];
    const known = draft.links[id]?.title;
    draft.links[id] = { title: (known ?? title).slice(0, maxTitleLength), fields: all };
    if (value === undefined) return;
    for (const field of all) {
      const [other, otherParam] = splitRef(field);
      setParams(other, { [otherParam]: value })(draft);
    }
  };
}

/** Takes a field out of its link; it keeps its value. */
export function uncouple(field: OutputRef): Edit {
  return (draft) => changeLinks(draft, (_name, _param, each) => (each === field ? undefined : each));
}

/** Gives a link another title. */
export function renameLink(id: string, title: string): Edit {
  return (draft) => {
    const link = own(draft.links ?? {}, id);
    if (link) link.title = title.slice(0, maxTitleLength);
  };
}

/** The id of the link that a field is in, or undefined. */
export function idOf({ links = {} }: GraphDocument, field: OutputRef): string | undefined {
  return Object.keys(links).find((id) => links[id]?.fields.includes(field));
}
