import { modules } from '#modules/index.ts';
import { type GraphDocument, type GraphNode, nodesOf, own } from '#src/graph/document.ts';
import { serializeGraph } from '#src/graph/file.ts';
import { splitSuffix } from '#src/graph/fileName.ts';
import type { FileRef, ParamValue } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';

/** What goes along when a network is shared, for the one who shares it. */
export interface SharedContents {
  readonly modules: number;
  readonly values: number;
  readonly files: readonly FileRef[];
  /** What somebody wrote: notes, titles, names that were given, and fields that hold text. */
  readonly texts: readonly string[];
}

/**
 * A network as it is shared: the arrangement of windows stays behind, and, unless names are wanted, so do the names of files, which may
 * name patients; a file is then found by its hash alone. Its images and results are in no network.
 */
export function networkToShare(document: GraphDocument, withNames: boolean): GraphDocument {
  const { view, ...rest } = document;
  const named = new Map<string, string>();
  const shared = (value: ParamValue): ParamValue => {
    if (!isFileRef(value) || withNames || value.sample !== undefined) return value;
    const key = value.hash ?? value.name;
    const name = named.get(key) ?? `file${named.size + 1}${splitSuffix(value.name)[1]}`;
    named.set(key, name);
    return { ...value, name };
  };
  return {
    ...rest,
    nodes: Object.fromEntries(nodesOf(document).map(([name, node]) => [name, withParams(node, shared)])),
    ...(view ? { view: { open: view.open } } : {}),
  };
}

function withParams(node: GraphNode, change: (value: ParamValue) => ParamValue): GraphNode {
  const params = Object.entries(node.params).map(([name, value]) => [name, change(value)] as const);
  return { ...node, params: Object.fromEntries(params) };
}

/** The text of a shared network, on one line. */
export function textToShare(document: GraphDocument): string {
  return JSON.stringify(JSON.parse(serializeGraph(document)));
}

/** What is in a network that is shared. */
export function contentsOf(document: GraphDocument): SharedContents {
  const nodes = nodesOf(document);
  const values = nodes.flatMap(([, { params }]) => Object.values(params));
  const files = new Map(values.filter(isFileRef).map((file) => [file.hash ?? file.name, file]));
  return {
    modules: nodes.length,
    values: values.length,
    files: [...files.values()],
    texts: [
      ...Object.values(document.notes ?? {}).flatMap((note) => note?.text ?? []),
      ...Object.values(document.groups ?? {}).flatMap((group) => group?.title ?? []),
      ...Object.values(document.links ?? {}).flatMap((link) => link?.title ?? []),
      ...nodes.flatMap(([name, node]) => (isGivenName(name, node.module) ? [name] : [])),
      ...nodes.flatMap(([name, node]) => writtenValues(name, node)),
    ].filter((text) => text.trim() !== ''),
  };
}

/** A name that is not the module's, numbered. */
function isGivenName(name: string, module: string): boolean {
  return !(name.startsWith(module) && /^\d*$/.test(name.slice(module.length)));
}

/** Values that somebody wrote, not chose. */
function writtenValues(name: string, node: GraphNode): readonly string[] {
  const params = modules.get(node.module)?.params ?? {};
  return Object.entries(node.params).flatMap(([field, value]) => {
    const param = own(params, field);
    const isWritten = typeof value === 'string' && (!param || (param.kind === 'text' && param.default !== value));
    return isWritten && value !== '' ? [`${name}.${field}: ${value}`] : [];
  });
}
