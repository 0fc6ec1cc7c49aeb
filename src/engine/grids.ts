import type { OutputRef } from '#src/graph/document.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import type { Plan } from './key.ts';
import { imageInputs, isLocal, locate } from './locate.ts';
import type { Memo, MemoEntry } from './memo.ts';
import { keepOnly, setNewest } from './newest.ts';
import type { Failures } from './observe.ts';
import type { Planned, Result } from './result.ts';
import { cancelled, fail, isVolume, whyDifferentGrids } from './result.ts';
import { createSharedRuns, type Leaving } from './sharedRuns.ts';
import type { States } from './states.ts';

/** Grids of outputs; local modules are not run for them. */
export interface Grids {
  of(plan: Plan, ref: OutputRef, signal?: AbortSignal): Promise<Result<Grid>>;
  /** The same where it follows from what is known already, else undefined: nothing is asked for it. */
  known(plan: Plan, ref: OutputRef): Grid | undefined;
  /** The one grid of the image inputs of a node that is local, so that there are some. */
  ofInputs(plan: Plan, name: string, planned: Planned, signal: AbortSignal): Promise<Result<Grid>>;
  /** Forgets what is known of all other nodes. */
  retain(isWanted: (key: string) => boolean): void;
  stop(): void;
}

interface GridsOptions {
  readonly memo: Memo;
  readonly states: States;
  readonly leaving: Leaving;
  readonly failures: Failures;
  readonly remembered: (
    plan: Plan,
    name: string,
    planned: Planned,
    slab: Slab | undefined,
    signal: AbortSignal | undefined,
  ) => Promise<Result<MemoEntry>>;
}

/** A grid is twenty numbers; many are kept, so that a slice of a long chain does not walk down the chain for its size. */
const maxGrids = 4000;
/** A chain may be longer than the call stack is deep; what is not known at once is asked for. */
const deepest = 200;

export function createGrids({ memo, states, leaving, remembered, failures }: GridsOptions): Grids {
  const runs = createSharedRuns<Result<Grid>>(cancelled, leaving);
  const known = new Map<string, Grid>();

  async function of(plan: Plan, ref: OutputRef, signal?: AbortSignal): Promise<Result<Grid>> {
    const located = locate(plan, ref);
    if (!located.ok) return located;
    const { name, output, planned, type } = located.value;
    if (type !== 'image') return fail(name, `${ref} is no image`, planned.key);
    const id = `${planned.key}.${output}`;
    const grid = known.get(id);
    if (grid) return { ok: true, value: grid };
    // Shared as results are: two inputs that come from one image would else double the questions at each level below.
    return runs.ask(id, signal, async (runSignal) => {
      // Each level waits a moment, so that a chain of thousands of nodes does not exhaust the call stack.
      await undefined;
      const isOfInputs = isLocal(planned) && !memo.has(planned.key);
      const result = isOfInputs
        ? await ofInputs(plan, name, planned, runSignal)
        : await ofResult(plan, name, planned, output, runSignal);
      if (result.ok) setNewest(known, id, result.value, maxGrids);
      // Asked for slices, a node fails with its sources before it runs: it must say so too.
      else if (isOfInputs && !result.error.isCancelled) {
        states.set(planned.key, { status: 'failed', error: result.error });
        failures.tell(plan, [{ name, planned }], result.error);
      }
      return result;
    });
  }

  async function ofResult(
    plan: Plan,
    name: string,
    planned: Planned,
    output: string,
    signal: AbortSignal,
  ): Promise<Result<Grid>> {
    const result = await remembered(plan, name, planned, undefined, signal);
    if (!result.ok) return result;
    // The run has checked that it is an image. Its voxels stay out, or the grid would keep them in memory.
    const { size, affine } = result.value.outputs[output] as unknown as Grid;
    return { ok: true, value: { size, affine } };
  }

  async function ofInputs(plan: Plan, name: string, planned: Planned, signal: AbortSignal): Promise<Result<Grid>> {
    const images = imageInputs(planned);
    const results = await Promise.all(images.map(([, ref]) => of(plan, ref, signal)));
    const failed = results.find((result) => !result.ok);
    if (failed) return failed;
    const named = results.flatMap((result, n) => (result.ok ? [[images[n][0], result.value] as const] : []));
    const why = whyDifferentGrids(named);
    if (why !== undefined) return fail(name, why, planned.key);
    return { ok: true, value: named[0][1] };
  }

  /** Passed on by local modules from what is known of their inputs. */
  function knownOf(plan: Plan, ref: OutputRef, level = 0): Grid | undefined {
    const located = locate(plan, ref);
    if (!located.ok || located.value.type !== 'image') return undefined;
    const { planned, output } = located.value;
    const id = `${planned.key}.${output}`;
    const found = known.get(id) ?? ofMemory(planned.key, output) ?? ofKnownInputs(plan, planned, level);
    // The same object from then on, so that who looks at it sees that nothing has changed.
    if (found) setNewest(known, id, found, maxGrids);
    return found;
  }

  function ofMemory(key: string, output: string): Grid | undefined {
    const result = memo.peek(key)?.outputs[output];
    return isVolume(result) ? { size: result.size, affine: result.affine } : undefined;
  }

  function ofKnownInputs(plan: Plan, planned: Planned, level: number): Grid | undefined {
    if (level === deepest || !isLocal(planned)) return undefined;
    const grids: (readonly [string, Grid])[] = [];
    for (const [input, from] of imageInputs(planned)) {
      const grid = knownOf(plan, from, level + 1);
      if (!grid) return undefined;
      grids.push([input, grid]);
    }
    return whyDifferentGrids(grids) === undefined ? grids[0][1] : undefined;
  }

  return {
    of,
    known: knownOf,
    ofInputs,
    retain: (isWanted) => keepOnly(known, (id) => isWanted(id.split('.')[0])),
    stop: runs.stopAll,
  };
}
