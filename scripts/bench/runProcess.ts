import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Times } from './times.ts';

/** How often the peak is read, in milliseconds: the kernel keeps it, so only growth after the last look is missed. */
const interval = 5;
/** Ticks of the kernel's clock a second, which Linux fixes for what it tells in /proc. */
const ticks = 100;

/**
 * Runs a command to its end and tells its times and its peak of resident memory, both from Linux's /proc; elsewhere they are 0. Throws
 * when the command fails, with what it wrote to stderr.
 */
export async function runProcess(command: readonly string[], cwd: string): Promise<Times & { readonly peak: number }> {
  const before = childTicks();
  const start = performance.now();
  const child = spawn(command[0], command.slice(1), { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid));
  }, interval);
  try {
    const { code, wall } = await new Promise<{ code: number | null; wall: number }>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve({ code, wall: performance.now() - start }));
    });
    if (code !== 0) throw new Error(`${command.join(' ')} failed: ${said}`);
    return { wall, cpu: ((childTicks() - before) * 1000) / ticks, peak };
  } finally {
    clearInterval(timer);
  }
}

/** Ticks of processor time of all children that have ended. */
function childTicks(): number {
  // What precedes the closing bracket is the program's name, which may hold anything.
  const fields = textOf('/proc/self/stat').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
}

/** The peak of resident memory of a process so far, in MiB; 0 when it has ended. */
export function peakOf(pid: number | string | undefined): number {
  const line = /VmHWM:\s*(\d+) kB/.exec(textOf(`/proc/${pid}/status`));
  return line ? Number(line[1]) / 1024 : 0;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
