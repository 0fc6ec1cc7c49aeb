import type { OutputRef } from '#src/graph/document.ts';
import { own, splitRef } from '#src/graph/document.ts';
import type { PortType } from '#src/graph/ports.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import type { Plan } from './key.ts';
import type { Planned, Result } from './result.ts';
import { fail } from './result.ts';

/** An output of a node that can run. */
export interface Located {
  readonly name: string;
  readonly output: string;
  readonly planned: Planned;
  readonly type: PortType;
}

/** The output of that name, of a bypassed node the one that it passes on, or a sentence why it gives nothing. */
export function locate(plan: Plan, ref: OutputRef): Result<Located> {
  const [name, output] = splitRef(ref);
  const planned = plan.get(name);
  if (!planned) return fail(name, `There is no module ${name} in this network`);
  const passed = planned.status === 'unconnected' ? own(planned.passes ?? {}, output) : undefined;
  // What a bypassed node passes on comes from one that is not bypassed, so this goes one step deep.
  if (passed !== undefined) return locate(plan, passed);
  if (planned.status !== 'ready') return fail(planned.node, planned.message);
  const port = own(planned.module.outputs, output);
  if (!port) return fail(name, `${planned.module.id} has no output ${output}`);
  return { ok: true, value: { name, output, planned, type: port.type } };
}

/** The connected image inputs of a node with what feeds them. */
export function imageInputs(planned: Planned): (readonly [string, OutputRef])[] {
  return inputsOf(planned, 'image');
}

/** The surface inputs of a node with what feeds them. */
export function meshInputs(planned: Planned): (readonly [string, OutputRef])[] {
  return inputsOf(planned, 'mesh');
}

function inputsOf(planned: Planned, type: PortType): (readonly [string, OutputRef])[] {
  return Object.entries(planned.inputs).flatMap(([input, given]) =>
    given.kind === 'output' && planned.module.inputs[input].type === type ? [[input, given.ref] as const] : [],
  );
}

/** Whether slices of a node's images can be computed from slices of its inputs, at least for some parameters. */
export function isLocal(planned: Planned): boolean {
  return planned.module.halo !== undefined && imageInputs(planned).length > 0;
}

/** A sentence when a grid has not these slices, or undefined when it has. */
export function whyNoSlices({ start, end }: Slab, { size }: Grid): string | undefined {
  if (Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= size[2]) return undefined;
  return `The slices ${start} <= k < ${end} were asked for, but there are ${size[2]}`;
}

/** The nodes of which a node reads a result. */
export function sourcesIn(plan: Plan, name: string): readonly string[] {
  const planned = plan.get(name);
  if (planned?.status !== 'ready') return [];
  return [...Object.values(planned.inputs), ...Object.values(planned.params)].flatMap((given) => {
    const source = given.kind === 'output' ? locate(plan, given.ref) : undefined;
    return source?.ok ? [source.value.name] : [];
  });
}

/** What parameters hold; one that an output feeds is not known yet, and its default stands in for it. */
export function valuesOf({ module, params }: Planned): Record<string, unknown> {
  const entries = Object.entries(params).map(([name, given]) => [
    name,
    given.kind === 'value' ? given.value : module.params[name].default,
  ]);
  return Object.fromEntries(entries);
}
