import type { AnyModule } from '#src/graph/module.ts';
import type { Given } from './resolve.ts';

/** The inputs that a module reads with these values of its parameters; undefined where it reads all, or one of them is not known yet. */
export function neededInputs(
  module: AnyModule,
  params: Readonly<Record<string, Given>>,
): ReadonlySet<string> | undefined {
  if (!module.needs) return undefined;
  const values: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(params)) {
    if (given.kind !== 'value') return undefined;
    values[name] = given.value;
  }
  return new Set(module.needs(values));
}
