import type { Colour } from './transferFunction.ts';

/** A colour as "#rrggbb" in parts of 1; what is no such text is taken for `otherwise`. */
export function hexColour(text: unknown, otherwise: string): Colour {
  const isColour = typeof text === 'string' && /^#[0-9a-f]{6}$/i.test(text);
  const number = Number.parseInt((isColour ? text : otherwise).slice(1), 16);
  return [(number >> 16) / 255, ((number >> 8) & 255) / 255, (number & 255) / 255];
}
