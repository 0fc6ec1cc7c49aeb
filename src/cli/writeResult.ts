import type { OutputFile } from '#src/graph/ports.ts';
import { provenanceName } from '#src/graph/provenance.ts';
import { CliError } from './cliError.ts';
import { type OutputPlace, writeOutput } from './writeOutput.ts';

/**
 * Writes what a module made, what it says beside it, and where it comes from, where that is told. Returns why it failed, or
 * undefined.
 */
export function writeResult(
  place: OutputPlace,
  fileName: string,
  { parts, sidecar }: OutputFile,
  inputs: ReadonlySet<string>,
  provenance?: string,
): string | undefined {
  try {
    writeOutput(place, fileName, parts, inputs);
    if (sidecar) writeOutput(place, fileName + sidecar.suffix, [sidecar.bytes], inputs);
    if (provenance !== undefined) {
      writeOutput(place, provenanceName(fileName), [new TextEncoder().encode(provenance)], inputs);
    }
    return undefined;
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}
