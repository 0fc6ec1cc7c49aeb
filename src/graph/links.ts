import type { Draft } from 'immer';
import type { FieldLink, GraphDocument, OutputRef } from './document.ts';
import { linkOf, outputRef, own, splitRef } from './document.ts';
import type { ParamValue } from './module.ts';
import { frozenStrokes, isStrokes } from './strokes.ts';

// Links are kept by whoever edits a document: they make no result depend on another, so that no cycle can come of them.

/** The other fields that have the value of a field. */
export function linkedTo(document: GraphDocument, field: OutputRef): readonly OutputRef[] {
  return linkOf(document, field)?.fields.filter((other) => other !== field) ?? [];
}

/** Gives a value to all fields that are linked with one; what a document does not have is left alone. */
export function spreadValue(draft: Draft<GraphDocument>, field: OutputRef, value: ParamValue): void {
  if (!draft.links) return;
  for (const other of linkedTo(draft, field)) {
    const [name, param] = splitRef(other);
    const params = own(draft.nodes, name)?.params;
    if (params && Object.hasOwn(params, param)) setValue(params, param, value);
  }
}

/** Sets a value; an equal one is not written, so that a document that says the same stays the same. */
export function setValue(params: Draft<Record<string, ParamValue>>, param: string, value: ParamValue): void {
  const before = params[param];
  // Lists of other lengths are told apart at once: number by number through a draft a long one takes a tenth of a second.
  const isLonger = Array.isArray(before) && Array.isArray(value) && before.length !== value.length;
  if (!isLonger && JSON.stringify(before) === JSON.stringify(value)) return;
  params[param] = (isStrokes(value) ? frozenStrokes(value) : structuredClone(value)) as Draft<ParamValue>;
}

/** Changes the fields of links, those for which `change` gives undefined leave; a link of one field is none. */
export function changeLinks(
  draft: Draft<GraphDocument>,
  change: (name: string, param: string, field: OutputRef) => OutputRef | undefined,
): void {
  if (!draft.links) return;
  for (const [id, link] of Object.entries(draft.links)) {
    const fields = changedFields(link, change);
    if (fields.length < 2) delete draft.links[id];
    else if (link && fields.join() !== link.fields.join()) link.fields = fields;
  }
  if (Object.keys(draft.links).length === 0) delete draft.links;
}

/** The fields of a link after a change of their names. */
export function changedFields(
  link: FieldLink | undefined,
  change: (name: string, param: string, field: OutputRef) => OutputRef | undefined,
): OutputRef[] {
  return (link?.fields ?? []).flatMap((field) => change(...splitRef(field), field) ?? []);
}

/** Lets the fields of a node follow its new name. */
export function renameInLinks(draft: Draft<GraphDocument>, from: string, to: string): void {
  changeLinks(draft, (name, param, field) => (name === from ? outputRef(to, param) : field));
}
