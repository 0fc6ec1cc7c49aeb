import { setLimits } from '#src/formats/limits.ts';
import { parseLimits } from '#src/formats/limitText.ts';
import { CliError, reasonOf } from './cliError.ts';

/** Sets the limits of files for this process, from texts like "image=8GB". Throws CliError (usage) when one is no limit. */
export function applyLimits(texts: readonly string[]): void {
  try {
    setLimits(parseLimits(texts));
  } catch (error) {
    throw new CliError(`--limit: ${reasonOf(error)}`, 2);
  }
}
