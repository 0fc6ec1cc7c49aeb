/** What the workers have in common that run one task together. */
export interface Team {
  /** For each step that is shared: units taken, units done, and the sum of what they gave. */
  readonly memory: ArrayBufferLike;
  /** What the module needs on the way (`SharedWork.scratch`). */
  readonly scratch?: ArrayBufferLike;
  readonly size: number;
  /** One stays until all is done; the others leave after a while, so that what is more urgent need not wait. */
  readonly isLead: boolean;
}

/** Thrown in a module: this worker goes, and may come back. */
export class LeftTeam extends Error {}

const mostSteps = 64;
/** Units are taken in so many parts for each worker, so that all end at about the same time. */
const partsEach = 8;
/** Somebody who looks through slices does not feel that. */
const patienceMs = 50;
/** How often who waits for others looks whether the result is still wanted. */
const lookMs = 20;

/** The memory of a team. */
export function teamMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(16 * mostSteps);
}

/**
 * How a module's `run` shares its work with the same run in other workers (share.ts). Units are handed out in parts as they are asked for, and
 * whoever comes late finds what is done as done: so none waits for one who has not begun. What was taken is always done before a worker leaves.
 */
export function createTeamShare({ memory, size, isLead }: Team, requireWanted: () => void) {
  const counts = new Int32Array(memory, 0, 2 * mostSteps);
  const sums = new BigInt64Array(memory, 8 * mostSteps, mostSteps);
  const until = isLead ? Number.POSITIVE_INFINITY : performance.now() + patienceMs;
  let steps = 0;
  const stay = () => {
    requireWanted();
    if (performance.now() >= until) throw new LeftTeam();
  };
  return (count: number, body: (start: number, end: number) => number): number => {
    const step = steps++;
    if (step === mostSteps)
      throw new Error(`Work was shared in more than ${mostSteps} steps: this is a fault of the module`);
    const [taken, done] = [2 * step, 2 * step + 1];
    const most = Math.max(1, Math.ceil(count / (size * partsEach)));
    while (Atomics.load(counts, taken) < count) {
      const start = Atomics.add(counts, taken, most);
      if (start >= count) break;
      const end = Math.min(count, start + most);
      Atomics.add(sums, step, BigInt(body(start, end)));
      Atomics.add(counts, done, end - start);
      Atomics.notify(counts, done);
      stay();
    }
    for (let seen = Atomics.load(counts, done); seen < count; seen = Atomics.load(counts, done)) {
      stay();
      Atomics.wait(counts, done, seen, lookMs);
    }
    return Number(Atomics.load(sums, step));
  };
}
