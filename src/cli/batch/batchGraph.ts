import { basename } from 'node:path';
import { CliError } from '#src/cli/cliError.ts';
import { readGraph } from '#src/cli/readGraph.ts';
import { setParams } from '#src/cli/setParams.ts';
import { type GraphDocument, nodesOf, own } from '#src/graph/document.ts';
import type { FileParam, FileRef, ModuleSet, Param } from '#src/graph/module.ts';

/** The graph of a batch, and where the file of an item goes. */
export interface BatchGraph {
  /** The modules that it names. */
  readonly modules: ModuleSet;
  /** As it was read; the settings are not in it yet. */
  readonly document: GraphDocument;
  /** What holds for all items, "NODE.param=VALUE". */
  readonly settings: readonly string[];
  /** The parameter that gets an item's file: "LocalImage.name"; a sentence where there is not exactly one. */
  readonly input: ItemInput | { readonly why: string };
}

/** A parameter that opens a file, "LocalImage.name", and the suffixes that its files have. */
export interface FileInput {
  readonly param: string;
  readonly suffixes: readonly string[];
}

/** Where the file of an item goes, and the parameters of the same node for files that belong to it. */
export interface ItemInput extends FileInput {
  readonly others: readonly FileInput[];
}

/**
 * Reads the graph of a batch. `input` is the node whose file differs from item to item, or a parameter of it ("Pair.voxels"); it may
 * be left out where one node only opens a file. Throws CliError when the graph cannot be read, or a setting or `input` does not fit it.
 */
export async function readBatchGraph(
  path: string,
  settings: readonly string[],
  input: string | undefined,
): Promise<BatchGraph & { readonly warnings: readonly string[] }> {
  const { document, warnings, modules } = await readGraph(path);
  // Whatever is wrong with them is said before there is any item.
  setParams(document, modules, settings, namedFile);
  const openers = nodesOf(document).flatMap(([name, { module }]) => {
    const params = Object.entries(modules.get(module)?.params ?? {}).filter(isFile);
    return params.length > 0 ? [{ name, params }] : [];
  });
  const names = openers.map(({ name }) => name).join(', ');
  if (input === undefined) {
    const [only, ...more] = openers;
    const why = only
      ? `the graph opens files in ${names}: say with --input which of them gets the file of an item`
      : '';
    const found = only && more.length === 0 ? chosen(only, only.params[0]) : undefined;
    return {
      document,
      warnings,
      modules,
      settings,
      input: found ?? { why: why || 'the graph has no node that opens a file' },
    };
  }
  const [node, param] = input.split('.');
  const opener = openers.find(({ name }) => name === node);
  const file = opener?.params.find(([name]) => param === undefined || name === param);
  if (!opener || !file) {
    throw new CliError(
      `--input ${input}: ${opener ? `${node} has no file ${param}` : `no node ${node} opens a file: there is ${names || 'none'}`}`,
      2,
    );
  }
  return { document, warnings, modules, settings, input: chosen(opener, file) };
}

/** The parameter that a setting or a column names. */
export function paramNamed(document: GraphDocument, modules: ModuleSet, name: string): Param | undefined {
  const [node, param] = name.split('.');
  const module = own(document.nodes, node)?.module;
  return module === undefined || param === undefined ? undefined : own(modules.get(module)?.params ?? {}, param);
}

/** Stands for a file whose name alone matters. */
export function namedFile(path: string): FileRef {
  return { name: basename(path), hash: '0'.repeat(64) };
}

interface Opener {
  readonly name: string;
  readonly params: readonly (readonly [string, FileParam])[];
}

function chosen({ name, params }: Opener, file: readonly [string, FileParam]): ItemInput {
  const inputOf = ([param, { accept }]: readonly [string, FileParam]) => ({
    param: `${name}.${param}`,
    suffixes: accept,
  });
  return { ...inputOf(file), others: params.filter((param) => param !== file).map(inputOf) };
}

function isFile(entry: [string, Param]): entry is [string, FileParam] {
  return entry[1].kind === 'file';
}
