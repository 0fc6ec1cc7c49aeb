import { cpus, loadavg, totalmem } from 'node:os';
import { timeCalls } from './times.ts';

/** What kind of machine this is, and how busy: "2 x AMD EPYC, 23 GiB, linux x64, Node 20.20.2; load of the last minute 1.3". */
export function machineText(): string {
  const all = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const kind = `${all.length} x ${all[0]?.model.trim() ?? 'unknown'}, ${memory} GiB`;
  return `${kind}, ${process.platform} ${process.arch}, Node ${process.versions.node}; load of the last minute ${loadavg()[0].toFixed(1)}`;
}

/** How fast plain copies are: of 64 MiB into fresh memory, which the system must first provide, and into used memory. */
export async function copySpeedText(): Promise<string> {
  const bytes = new Uint8Array(2 ** 26).fill(1);
  const target = new Uint8Array(bytes.length);
  const speed = async (copy: () => unknown) => {
    const walls: number[] = [];
    for (let n = 0; n < 7; n++) walls.push((await timeCalls(copy, 1)).wall);
    return (bytes.length / 1e6 / walls.sort((a, b) => a - b)[3]).toFixed(1);
  };
  const fresh = await speed(() => bytes.slice());
  const used = await speed(() => target.set(bytes));
  return `A copy of 64 MiB runs at ${fresh} GB/s into fresh memory and at ${used} GB/s into used memory`;
}
