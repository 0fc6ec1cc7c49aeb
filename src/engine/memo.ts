import type { PortValue } from '#src/graph/ports.ts';
import { memoryOf, type VoxelMemory } from '#src/image/voxelMemory.ts';
import type { Outputs } from './task.ts';

/** A remembered result. */
export interface MemoEntry {
  readonly outputs: Outputs;
  readonly warnings: readonly string[];
  readonly ms: number;
  readonly bytes: number;
}

/** What a result holds of the memory. */
export interface KeptResult {
  readonly key: string;
  readonly bytes: number;
  readonly ms: number;
}

/**
 * Results by key within a byte budget. What goes first is the least recently used of what is cheapest to compute again per byte,
 * weighed as in GreedyDual-Size (Cao and Irani, 1997): an entry is worth its milliseconds per byte, on top of the worth of what
 * went last when it was last used. Memory that several results share counts once, and what a run needs as input stays.
 */
export interface Memo {
  get(key: string): MemoEntry | undefined;
  /** A result without counting that as a use. */
  peek(key: string): MemoEntry | undefined;
  /** Whether a result is there, without counting as a use. */
  has(key: string): boolean;
  /** Remembers a result; one that is larger than the whole budget is not kept. */
  set(key: string, entry: MemoEntry): void;
  /** Forgets as much as is needed for so many bytes beside what stays, and tells whether there is room then. */
  makeRoom(bytes: number): boolean;
  /** Keeps the results that lie in these buffers until the function that it returns is called. */
  hold(buffers: ReadonlySet<VoxelMemory>): () => void;
  /**
   * Forgets all others. Returns the buffers of what was forgotten so, now or before, in which neither a result lies any more nor the
   * input of a run; each once.
   */
  retain(isWanted: (key: string) => boolean): VoxelMemory[];
  /** All results, the least recently used first. Memory that an earlier one of them holds already is not counted again. */
  list(): readonly KeptResult[];
  /** Lowers or raises the budget; what does not fit any more is forgotten at once. */
  setBudget(bytes: number): void;
  readonly bytes: number;
  readonly budget: number;
}

interface Kept {
  readonly entry: MemoEntry;
  readonly buffers: ReadonlySet<VoxelMemory>;
  /** What of its bytes lies in no buffer. */
  readonly otherBytes: number;
  readonly worth: number;
}

export function createMemo(initialBudget: number): Memo {
  // A Map keeps the order of insertion: what is used is taken out and put in again, so of equal worth the oldest use comes first.
  const entries = new Map<string, Kept>();
  const owners = new Map<VoxelMemory, number>();
  const held = new Map<VoxelMemory, number>();
  /** Buffers of forgotten results that runs still used then. */
  const left = new Set<VoxelMemory>();
  let bytes = 0;
  let budget = initialBudget;
  let lastWorth = 0;

  const worthOf = ({ ms, bytes }: MemoEntry) => lastWorth + ms / Math.max(1, bytes);
  const remove = (key: string, { buffers, otherBytes }: Kept) => {
    entries.delete(key);
    bytes -= otherBytes;
    for (const buffer of buffers) if (count(owners, buffer, -1) === 0) bytes -= buffer.byteLength;
  };
  const cheapest = (): [string, Kept] | undefined => {
    let found: [string, Kept] | undefined;
    for (const [key, kept] of entries) {
      if (found && kept.worth >= found[1].worth) continue;
      if (![...kept.buffers].some((buffer) => held.has(buffer))) found = [key, kept];
    }
    return found;
  };
  const shrinkTo = (limit: number) => {
    while (bytes > limit) {
      const next = cheapest();
      if (!next) return;
      lastWorth = next[1].worth;
      remove(...next);
    }
  };
  return {
    get(key) {
      const kept = entries.get(key);
      if (!kept) return undefined;
      entries.delete(key);
      entries.set(key, { ...kept, worth: worthOf(kept.entry) });
      return kept.entry;
    },
    peek: (key) => entries.get(key)?.entry,
    has: (key) => entries.has(key),
    set(key, entry) {
      const old = entries.get(key);
      if (old) remove(key, old);
      if (entry.bytes > budget) return;
      const buffers = buffersOf(entry.outputs);
      const shared = totalOf([...buffers].filter((buffer) => owners.has(buffer)));
      // Room is made before it is there, or it could go itself, for being the cheapest. What it shares memory with stays.
      for (const buffer of buffers) count(held, buffer, 1);
      shrinkTo(budget - entry.bytes + shared);
      for (const buffer of buffers) count(held, buffer, -1);
      const otherBytes = entry.bytes - totalOf(buffers);
      entries.set(key, { entry, buffers, otherBytes, worth: worthOf(entry) });
      bytes += otherBytes;
      for (const buffer of buffers) if (count(owners, buffer, 1) === 1) bytes += buffer.byteLength;
    },
    makeRoom(wanted) {
      shrinkTo(budget - wanted);
      return bytes + wanted <= budget;
    },
    hold(buffers) {
      for (const buffer of buffers) count(held, buffer, 1);
      return () => {
        for (const buffer of buffers) count(held, buffer, -1);
        shrinkTo(budget);
      };
    },
    retain(isWanted) {
      const forgotten = [...entries].filter(([key]) => !isWanted(key));
      for (const [key, kept] of forgotten) remove(key, kept);
      for (const [, { buffers }] of forgotten) for (const buffer of buffers) left.add(buffer);
      const free = [...left].filter((buffer) => !owners.has(buffer) && !held.has(buffer));
      for (const buffer of left) if (owners.has(buffer) || !held.has(buffer)) left.delete(buffer);
      return free;
    },
    list() {
      const counted = new Set<VoxelMemory>();
      return [...entries].map(([key, { entry, buffers, otherBytes }]) => {
        const own = [...buffers].filter((buffer) => !counted.has(buffer));
        for (const buffer of own) counted.add(buffer);
        return { key, bytes: otherBytes + totalOf(own), ms: entry.ms };
      });
    },
    setBudget(limit) {
      budget = limit;
      shrinkTo(limit);
    },
    get bytes() {
      return bytes;
    },
    get budget() {
      return budget;
    },
  };
}

/** Adds to a count, which goes when it is 0, and returns it. */
function count(counts: Map<VoxelMemory, number>, buffer: VoxelMemory, change: 1 | -1): number {
  const now = (counts.get(buffer) ?? 0) + change;
  if (now === 0) counts.delete(buffer);
  else counts.set(buffer, now);
  return now;
}

/** The bytes of buffers, each whole, since a view keeps all of its buffer alive. */
export function totalOf(buffers: Iterable<VoxelMemory>): number {
  let bytes = 0;
  for (const buffer of buffers) bytes += buffer.byteLength;
  return bytes;
}

/** The buffers in which values lie, each once. */
export function buffersOf(outputs: Readonly<Record<string, unknown>>): Set<VoxelMemory> {
  const buffers = new Set<VoxelMemory>();
  for (const value of Object.values(outputs) as PortValue[]) {
    if (typeof value !== 'object' || value === null) continue;
    if ('voxels' in value) buffers.add(memoryOf(value.voxels));
    else if ('parts' in value) for (const part of value.parts) buffers.add(memoryOf(part));
    else if ('triangles' in value) buffers.add(memoryOf(value.positions)).add(memoryOf(value.triangles));
  }
  return buffers;
}

/** The bytes that results hold, buffers and all else. */
export function bytesOf(outputs: Outputs): number {
  let bytes = totalOf(buffersOf(outputs));
  for (const value of Object.values<PortValue>(outputs)) {
    bytes += 64;
    if (typeof value === 'string') bytes += 2 * value.length;
    if (typeof value !== 'object' || 'voxels' in value || 'parts' in value || 'triangles' in value) continue;
    if ('rows' in value) for (const row of value.rows) bytes += 32 + 16 * row.length;
    else bytes += 8 * value.length;
  }
  return bytes;
}

/** The key of the node to whose result, or slices of it, a key of the memo belongs. */
export function keyOfNode(key: string): string {
  return key.split('#')[0];
}
