import type { PlannedRun } from '#src/cli/plannedFiles.ts';
import { type GraphDocument, nodesOf, splitRef } from '#src/graph/document.ts';
import { outputFileName, safeFileName } from '#src/graph/fileName.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import type { BatchItem } from './item.ts';

/** Why a pattern of names cannot be used, as the end of a sentence; undefined when it can. */
export function whyNotPattern(pattern: string): string | undefined {
  if (!pattern.includes('{file}')) return '{file} must be in it, the name that the graph gives';
  const unknown = /\{(?!(file|name|folder|number)\})[^}]*\}?/.exec(pattern)?.[0];
  if (unknown !== undefined) return `${unknown} stands for nothing: there are {file}, {name}, {folder} and {number}`;
  if (pattern.split('/').some((part) => part === '' || part === '.' || part === '..'))
    return 'it leaves the folder for results';
  return undefined;
}

/**
 * The names of the results of an item, in the order of the files; folders below the one for results are parted by "/". In what the
 * graph says, {prefix} is the name of the item, which comes first where there is no {prefix}: then items differ. Every part of a name
 * is safe on every system.
 */
export function outputNames(run: PlannedRun, modules: ModuleSet, item: BatchItem, pattern: string): string[] {
  const document = withPrefix(run.document, item.name);
  return run.files.map(({ output }) => {
    const fields = {
      file: outputFileName(document, modules, splitRef(output)[0]),
      name: item.name,
      folder: item.folder || 'items',
      number: String(item.number),
    };
    const parts = pattern.split('/').map((part) =>
      // What a field holds is no part of the path, whatever is in it.
      safeFileName(part.replace(/\{(file|name|folder|number)\}/g, (_, field: keyof typeof fields) => fields[field])),
    );
    return parts.join('/');
  });
}

function withPrefix(document: GraphDocument, prefix: string): GraphDocument {
  const nodes = nodesOf(document).map(([name, node]) => {
    const { fileName } = node.params;
    if (typeof fileName !== 'string') return [name, node] as const;
    // A function, so that "$&" in a name stays what it is.
    const named = fileName.includes('{prefix}')
      ? fileName.replaceAll('{prefix}', () => prefix)
      : `${prefix}_${fileName}`;
    return [name, { ...node, params: { ...node.params, fileName: named } }] as const;
  });
  return { ...document, nodes: Object.fromEntries(nodes) };
}
