import { freemem, totalmem } from 'node:os';

/** What Node and Voxgraph take themselves, before any voxel. */
export const ownBytes = 96 * 2 ** 20;

/** Three quarters of what the machine has, or of what the system lets this process have. */
export function machineMemory(): number {
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return 0.75 * Math.min(totalmem(), constrained);
}

/** The bytes that a run may take: those of --memory, else what the machine allows and nobody else uses. Throws CliError (usage) for no size. */
export async function runMemoryLimit(text: string | undefined): Promise<number> {
  if (text !== undefined) return (await import('./memorySize.ts')).memorySize(text);
  // Linux counts what it can take back from its caches as free; other systems do not, or have files for what does not fit.
  return Math.min(machineMemory(), process.platform === 'linux' ? freemem() : Number.POSITIVE_INFINITY);
}
