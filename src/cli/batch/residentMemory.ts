import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The bytes of memory that a process holds; undefined where the system does not tell it (Windows), or when the process is gone.
 */
export async function residentMemory(pid: number): Promise<number | undefined> {
  if (process.platform === 'win32') return undefined;
  if (process.platform === 'linux') {
    try {
      const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
      return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
    } catch {
      return undefined;
    }
  }
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, text) =>
      resolve(error ? undefined : Number(text) * 1024),
    );
  });
}

/** How often it is looked at: memory is written at some gigabytes a second. */
const milliseconds = 50;

/**
 * Calls `onAbove` once with the bytes when a process holds more than allowed. Returns how to stop looking, which gives the most that
 * was seen.
 */
export function watchMemory(pid: number, allowed: number, onAbove: (bytes: number) => void): () => number {
  let most = 0;
  let isLooking = false;
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    const bytes = (await residentMemory(pid)) ?? 0;
    isLooking = false;
    most = Math.max(most, bytes);
    if (bytes <= allowed) return;
    clearInterval(timer);
    onAbove(bytes);
  }, milliseconds);
  return () => {
    clearInterval(timer);
    return most;
  };
}
