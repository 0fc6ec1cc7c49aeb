import { memoryText } from '#src/engine/memoryText.ts';
import type { RunPeak } from '#src/engine/runForecast.ts';
import { CliError } from './cliError.ts';
import { ownBytes } from './memoryLimit.ts';

/** Throws CliError with why a run is not begun: what it would need, at which node, and what it may take. */
export function refuseLarge({ node, bytes }: RunPeak, allowed: number): never {
  const needed = `the run would need ${memoryText(bytes + ownBytes)} at this step, and ${memoryText(allowed)} are allowed`;
  throw new CliError(`${node}: ${needed}: raise --memory, or crop the image`);
}
