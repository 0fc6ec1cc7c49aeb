import type { PortValue } from '#src/graph/module.ts';
import type { Outputs } from './task.ts';

/** A remembered result. */
export interface MemoEntry {
  readonly outputs: Outputs;
  readonly warnings: readonly string[];
  readonly ms: number;
  readonly bytes: number;
}

/** Results by key within a byte budget; the least recently used goes first. */
export interface Memo {
  get(key: string): MemoEntry | undefined;
  /** Whether a result is there, without counting as a use. */
  has(key: string): boolean;
  /** Remembers a result, unless it alone is larger than the budget: then whoever asked has the only reference. */
  set(key: string, entry: MemoEntry): void;
  setBudget(bytes: number): void;
  clear(): void;
  readonly bytes: number;
  readonly budget: number;
}

export function createMemo(initialBudget: number): Memo {
  // A Map keeps the order of insertion: what is used is taken out and put in again, so the oldest use comes first.
  const entries = new Map<string, MemoEntry>();
  let bytes = 0;
  let budget = initialBudget;
  const remove = (key: string, entry: MemoEntry) => {
    entries.delete(key);
    bytes -= entry.bytes;
  };
  const shrinkTo = (limit: number) => {
    for (const [key, entry] of entries) {
      if (bytes <= limit) break;
      remove(key, entry);
    }
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry) {
        entries.delete(key);
        entries.set(key, entry);
      }
      return entry;
    },
    has: (key) => entries.has(key),
    set(key, entry) {
      const old = entries.get(key);
      if (old) remove(key, old);
      if (entry.bytes > budget) return;
      shrinkTo(budget - entry.bytes);
      entries.set(key, entry);
      bytes += entry.bytes;
    },
    setBudget(limit) {
      budget = limit;
      shrinkTo(limit);
    },
    clear: () => shrinkTo(-1),
    get bytes() {
      return bytes;
    },
    get budget() {
      return budget;
    },
  };
}

/** The bytes that results hold: each buffer counted once, whole, since a view keeps all of its buffer alive. */
export function bytesOf(outputs: Outputs): number {
  const buffers = new Set<ArrayBufferLike>();
  let bytes = 0;
  const add = (buffer: ArrayBufferLike) => {
    if (!buffers.has(buffer)) bytes += buffer.byteLength;
    buffers.add(buffer);
  };
  for (const value of Object.values<PortValue>(outputs)) {
    if (typeof value === 'object' && 'voxels' in value) add(value.voxels.buffer);
    else if (typeof value === 'object' && 'bytes' in value) add(value.bytes.buffer);
    else bytes += 64;
  }
  return bytes;
}
