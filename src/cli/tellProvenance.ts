import { type GraphDocument, type OutputRef, splitRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { provenance, wantsProvenance } from '#src/graph/provenance.ts';
import { hashInput } from './batch/inputHash.ts';
import { hashedRun, pathsIn } from './batch/itemKey.ts';
import { CliError } from './cliError.ts';
import { packageVersion } from './version.ts';

/** Tells where results come from, those that ask for it. The files of the settings are hashed for it. */
export function tellProvenance(
  read: GraphDocument,
  modules: ModuleSet,
  settings: readonly string[],
): (output: OutputRef) => string | undefined {
  const hashes = new Map<string, string>();
  for (const path of pathsIn(read, modules, settings)) hashes.set(path, hashed(path));
  const { document } = hashedRun(read, modules, settings, hashes);
  const facts = { version: packageVersion(), time: new Date() };
  return (output) => {
    const [node] = splitRef(output);
    return wantsProvenance(document, node) ? provenance(document, node, facts) : undefined;
  };
}

function hashed(path: string): string {
  try {
    return hashInput(path).sha256;
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error));
  }
}
