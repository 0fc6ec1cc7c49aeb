import type { NodeForecast } from './forecast.ts';
import type { Plan } from './key.ts';
import { locate, sourcesIn, valuesOf } from './locate.ts';

/** What headers tell of each node. */
interface OfNodes {
  of(name: string): Promise<NodeForecast | undefined>;
  /** Whether what it gives is an input as it is. */
  isPassing(name: string): Promise<boolean>;
}

/** The most bytes that a run holds at one time, and the node that is made then. */
export interface RunPeak {
  readonly bytes: number;
  readonly node: string;
}

/** As `Forecasts.ofRun`: goes through the run step by step, with what is there, how far memory has come to reach, and what the step needs. */
export async function forecastRun(
  plan: Plan,
  names: readonly string[],
  { of, isPassing }: OfNodes,
): Promise<RunPeak | undefined> {
  const order = runOrder(plan, names);
  const lastUse = await lastUses(plan, order, isPassing);
  const held = new Map<string, number>();
  const { take, give, extent } = createExtent();
  let peak: RunPeak | undefined;
  for (const [step, name] of order.entries()) {
    const node = await of(name);
    if (!node) return undefined;
    const over = writtenOver(plan, name);
    const given = over !== undefined && lastUse.get(over) === step ? (held.get(over) ?? 0) : 0;
    if (over !== undefined && given > 0 && node.outputs <= given) {
      held.delete(over);
      give(given - node.outputs);
    } else take(node.outputs);
    held.set(name, node.outputs);
    const bytes = extent() + node.scratch;
    if (!peak || bytes > peak.bytes) peak = { bytes, node: name };
    for (const [other, own] of held) {
      if ((lastUse.get(other) ?? 0) > step) continue;
      held.delete(other);
      give(own);
    }
  }
  return peak;
}

/** Some nodes and all that they need, each after what it reads. */
function runOrder(plan: Plan, names: readonly string[]): readonly string[] {
  const order = new Set<string>();
  // Not by a function that calls itself: chains have thousands of nodes.
  const left = names.toReversed();
  for (let name = left.at(-1); name !== undefined; name = left.at(-1)) {
    const missing = sourcesIn(plan, name).filter((source) => !order.has(source));
    if (missing.length === 0 || order.has(name)) {
      order.add(name);
      left.pop();
    } else left.push(...missing.toReversed());
  }
  return [...order];
}

/** The step in which each result is used last; what is passed on, as long as what it is passed on as. */
async function lastUses(
  plan: Plan,
  order: readonly string[],
  isPassing: OfNodes['isPassing'],
): Promise<ReadonlyMap<string, number>> {
  const lastUse = new Map(order.map((name, step) => [name, step]));
  const extend = (name: string, step: number) => lastUse.set(name, Math.max(step, lastUse.get(name) ?? 0));
  order.forEach((name, step) => {
    for (const source of sourcesIn(plan, name)) extend(source, step);
  });
  for (const name of order.toReversed()) {
    if (!(await isPassing(name))) continue;
    for (const source of sourcesIn(plan, name)) extend(source, lastUse.get(name) ?? 0);
  }
  return lastUse;
}

/** The node over whose image a node writes its own, where nobody else needs it and it is as wide. */
function writtenOver(plan: Plan, name: string): string | undefined {
  const planned = plan.get(name);
  if (planned?.status !== 'ready' || !planned.module.writesOver?.(valuesOf(planned))) return undefined;
  const [first] = Object.values(planned.inputs);
  const source = first?.kind === 'output' ? locate(plan, first.ref) : undefined;
  return source?.ok ? source.value.name : undefined;
}

/** How far memory reaches that is taken and given back in pieces: each goes to the smallest gap that has room for it, else behind all others. */
function createExtent() {
  const gaps: number[] = [];
  let extent = 0;
  return {
    take(bytes: number) {
      const fitting = gaps.filter((gap) => gap >= bytes);
      if (fitting.length === 0) extent += bytes;
      else gaps[gaps.indexOf(Math.min(...fitting))] -= bytes;
    },
    give: (bytes: number) => void gaps.push(bytes),
    extent: () => extent,
  };
}
