import { modules } from '#modules/index.ts';
import { joinBytes } from '#src/formats/joinBytes.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { allocate } from './memory.ts';

/** Memory that was used before, and nobody who listens. */
const context: RunContext = {
  progress() {},
  warn() {},
  allocate,
};

/** The definition of a module. Throws when there is none of that name. */
export function knownModule(id: string): AnyModule {
  const module = modules.get(id);
  if (!module) throw new Error(`There is no module ${id}`);
  return module;
}

const defaults = new Map<string, Readonly<Record<string, unknown>>>();

/** The engine reads a node's parameters once, not in each run of its module. */
function defaultsOf({ id, params }: AnyModule): Readonly<Record<string, unknown>> {
  const found = defaults.get(id) ?? defaultParams(params);
  defaults.set(id, found);
  return found;
}

/** The voxels of a module's first output; what is not said of its parameters is the default. */
export function runModule(
  id: string,
  params: Readonly<Record<string, unknown>>,
  ...images: readonly Volume[]
): Voxels | Promise<Voxels> {
  const module = knownModule(id);
  const inputs: Record<string, PortValue> = Object.fromEntries(images.map((image, n) => [`input${n}`, image]));
  const outputs = module.run(inputs, { ...defaultsOf(module), ...params }, context);
  return outputs instanceof Promise ? outputs.then(voxelsOf) : voxelsOf(outputs);
}

function voxelsOf(outputs: Readonly<Record<string, PortValue>>): Voxels {
  const [first] = Object.values(outputs);
  if (typeof first === 'object' && 'voxels' in first) return first.voxels;
  if (typeof first === 'object' && 'parts' in first) return joinBytes(first.parts);
  throw new Error('The first output is neither an image nor a file');
}
