import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import type { IntegerParam, NumberParam } from '#src/graph/module.ts';

/** What values a number may have, with its unit: "0 to 200 mm", "from 0", "mm"; undefined when there is nothing to say. */
export function rangeText({ min, max, unit }: NumberParam | IntegerParam): string | undefined {
  let range: string | undefined;
  if (min !== undefined && max !== undefined) range = commonTexts.range(min, max);
  else if (min !== undefined) range = fieldTexts.range.atLeast(min);
  else if (max !== undefined) range = fieldTexts.range.atMost(max);
  return [range, unit].filter(Boolean).join(' ') || undefined;
}
