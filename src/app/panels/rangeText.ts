import type { IntegerParam, NumberParam } from '#src/graph/module.ts';

/** What values a number may have, with its unit: "0 to 200 mm", "from 0", "mm"; undefined when there is nothing to say. */
export function rangeText({ min, max, unit }: NumberParam | IntegerParam): string | undefined {
  let range: string | undefined;
  if (min !== undefined && max !== undefined) range = `${min} to ${max}`;
  else if (min !== undefined) range = `from ${min}`;
  else if (max !== undefined) range = `up to ${max}`;
  return [range, unit].filter(Boolean).join(' ') || undefined;
}
