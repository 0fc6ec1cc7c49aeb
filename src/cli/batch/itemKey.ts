import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PlannedRun } from '#src/cli/plannedFiles.ts';
import { plannedFiles } from '#src/cli/plannedFiles.ts';
import { setParams } from '#src/cli/setParams.ts';
import { planDocument } from '#src/engine/key.ts';
import { type GraphDocument, splitRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { namedFile } from './batchGraph.ts';

/** The paths of the files that settings name, each once. */
export function pathsIn(document: GraphDocument, modules: ModuleSet, settings: readonly string[]): string[] {
  const paths = new Set<string>();
  setParams(document, modules, settings, (path) => {
    paths.add(path);
    return namedFile(path);
  });
  return [...paths];
}

/** The run of an item with its files named by the hashes of their content, by path. Throws what setParams and plannedFiles throw. */
export function hashedRun(
  document: GraphDocument,
  modules: ModuleSet,
  settings: readonly string[],
  hashes: ReadonlyMap<string, string>,
): PlannedRun {
  const hashed = setParams(document, modules, settings, (path) => {
    const hash = hashes.get(path);
    return hash === undefined ? namedFile(path) : { ...namedFile(path), hash };
  });
  return plannedFiles(hashed, modules);
}

/**
 * Names what an item writes: equal keys, equal files under equal names. It is a hash over the version of Voxgraph, the names, and of
 * each result the key that the engine gives it, in which are modules, their versions, parameters and the content of the inputs.
 */
export function itemKey(version: string, run: PlannedRun, modules: ModuleSet, names: readonly string[]): string {
  const plan = planDocument(run.document, modules);
  const results = run.files.map(({ output }) => {
    const planned = plan.get(splitRef(output)[0]);
    return planned?.status === 'ready' ? planned.key : planned?.message;
  });
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([version, names, results]))));
}
