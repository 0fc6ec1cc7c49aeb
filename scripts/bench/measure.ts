import type { Voxels } from '#src/image/volume.ts';
import type { Column } from './row.ts';
import { medianTimes, type Times } from './times.ts';

/** One of the things that are compared in a row. */
export interface Variant {
  readonly column: Column;
  /** The times of one of `repeat` runs one after the other. */
  run(repeat: number): Promise<Times>;
  /** Runs after all others, since they would pay for what it does to this process. */
  readonly isLast?: boolean;
  /** The result of the first run; asked for once. */
  readonly result?: (() => Voxels | Promise<Voxels>) | undefined;
}

export interface Figure extends Times {
  /** How many runs the median is of. */
  readonly runs: number;
  /** How many voxels differ from ours. */
  readonly differing?: number;
}

export interface Measured {
  readonly figures: Readonly<Partial<Record<Column, Figure>>>;
  /** Why a column was left out, or is of fewer runs. */
  readonly notes: readonly string[];
}

export interface MeasureOptions {
  readonly runs: number;
  /** Milliseconds that all runs of a column may take. */
  limitOf(column: Column): number;
  /** Milliseconds that a run is expected to take, from a smaller volume. */
  expected(column: Column): number | undefined;
  differing(ours: Voxels, theirs: Voxels): number;
}

/**
 * Shorter than this, in milliseconds, a single run is mostly the clock and the first touch of what others have driven out of the caches,
 * so several are timed together: so many that the first dozen, until what is measured lies in the third cache again, are few of them.
 */
const shortest = 100;
/** How long a variant runs before it counts, for each run that counts, so that its loops are compiled. */
const warming = 50;

interface Warm {
  readonly variant: Variant;
  readonly repeat: number;
  readonly differing: number | undefined;
  /** The single run of a variant that is too slow for more. */
  readonly only: Times | undefined;
}

/**
 * Runs the variants in turn, those that are last after the others, and gives the medians. The first one, ours, is what the others'
 * results are compared with. Each runs before it counts, which tells how long it takes: of a variant whose runs together would exceed its
 * limit one run counts, and one that would exceed it in a single run is left out. A variant that fails is left out as well, unless it is
 * ours.
 */
export async function measure(variants: readonly Variant[], options: MeasureOptions): Promise<Measured> {
  const notes: string[] = [];
  const figures: [Column, Figure][] = [];
  let ours: Voxels | undefined;
  for (const isLast of [false, true]) {
    const found: Warm[] = [];
    for (const variant of variants) {
      if ((variant.isLast ?? false) !== isLast) continue;
      const { column } = variant;
      const limit = options.limitOf(column);
      const expected = options.expected(column);
      if (expected !== undefined && expected > limit) {
        notes.push(
          `${column} left out: one run would take about ${seconds(expected)}, and its limit is ${seconds(limit)}`,
        );
        continue;
      }
      try {
        const first = await variant.run(1);
        const result = await variant.result?.();
        const differing = result && ours && options.differing(ours, result);
        if (column === 'ours') ours = result;
        const only = first.wall * options.runs > limit ? first : undefined;
        if (only)
          notes.push(`${column} is a single run: ${options.runs} would take ${seconds(options.runs * first.wall)}`);
        found.push({
          variant,
          repeat: only ? 1 : await warmUp(variant, first, warming * options.runs),
          differing,
          only,
        });
      } catch (error) {
        if (column === 'ours') throw error;
        notes.push(`${column} left out: ${error instanceof Error ? error.message : error}`);
      }
    }
    const times = await inTurn(found, options.runs);
    for (const { variant, differing } of found) {
      const all = times.get(variant) ?? [];
      const figure = { ...medianTimes(all), runs: all.length, ...(differing === undefined ? {} : { differing }) };
      figures.push([variant.column, figure]);
    }
  }
  return { figures: Object.fromEntries(figures), notes };
}

/** The times of `runs` runs of each, one of each after the other. */
async function inTurn(found: readonly Warm[], runs: number): Promise<ReadonlyMap<Variant, readonly Times[]>> {
  const times = new Map<Variant, Times[]>();
  for (const { variant, only } of found) times.set(variant, only ? [only] : []);
  for (let round = 0; round < runs; round++) {
    for (const { variant, repeat, only } of found) if (!only) times.get(variant)?.push(await variant.run(repeat));
  }
  return times;
}

/** Runs it until its loops are compiled; returns how many runs are timed together. Whole processes have nothing to warm up. */
async function warmUp(variant: Variant, first: Times, enough: number): Promise<number> {
  if (first.peak !== undefined) return 1;
  let latest = first;
  for (let spent = first.wall; spent < enough; ) {
    const repeat = repeatsOf(latest);
    latest = await variant.run(repeat);
    spent += repeat * latest.wall + 1;
  }
  return repeatsOf(latest);
}

function repeatsOf({ wall }: Times): number {
  return Math.max(1, Math.ceil(shortest / Math.max(wall, 0.001)));
}

function seconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(2))} s`;
}
