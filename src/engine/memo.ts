import type { PortValue } from '#src/graph/module.ts';
import type { Outputs } from './task.ts';

/** A remembered result. */
export interface MemoEntry {
  readonly outputs: Outputs;
  readonly warnings: readonly string[];
  readonly ms: number;
  readonly bytes: number;
}

/**
 * Results by key within a byte budget; the least recently used goes first. One result that is larger than the whole budget is
 * kept beside the others until the next such one comes: without it every slice of a huge image would compute the image anew.
 * So no more is held than the budget and the largest single result, and `bytes` shows all of it.
 */
export interface Memo {
  get(key: string): MemoEntry | undefined;
  /** Whether a result is there, without counting as a use. */
  has(key: string): boolean;
  set(key: string, entry: MemoEntry): void;
  /** Lowers or raises the budget; what does not fit any more is forgotten at once, an oversized result too. */
  setBudget(bytes: number): void;
  readonly bytes: number;
  readonly budget: number;
}

export function createMemo(initialBudget: number): Memo {
  // A Map keeps the order of insertion: what is used is taken out and put in again, so the oldest use comes first.
  const entries = new Map<string, MemoEntry>();
  let oversized: { readonly key: string; readonly entry: MemoEntry } | undefined;
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
  const set = (key: string, entry: MemoEntry) => {
    const old = entries.get(key);
    if (old) remove(key, old);
    if (oversized?.key === key) oversized = undefined;
    if (entry.bytes > budget) {
      oversized = { key, entry };
      return;
    }
    shrinkTo(budget - entry.bytes);
    entries.set(key, entry);
    bytes += entry.bytes;
  };
  return {
    get(key) {
      if (oversized?.key === key) return oversized.entry;
      const entry = entries.get(key);
      if (entry) {
        entries.delete(key);
        entries.set(key, entry);
      }
      return entry;
    },
    has: (key) => entries.has(key) || oversized?.key === key,
    set,
    setBudget(limit) {
      budget = limit;
      shrinkTo(limit);
      const large = oversized;
      oversized = undefined;
      if (large && large.entry.bytes <= limit) set(large.key, large.entry);
    },
    get bytes() {
      return bytes + (oversized?.entry.bytes ?? 0);
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
    bytes += 64;
    if (typeof value === 'string') bytes += 2 * value.length;
    if (typeof value !== 'object') continue;
    if ('voxels' in value) add(value.voxels.buffer);
    else if ('bytes' in value) add(value.bytes.buffer);
    else if ('rows' in value) for (const row of value.rows) bytes += 32 + 16 * row.length;
    else bytes += 8 * value.length;
  }
  return bytes;
}
