import { sessionStore } from '#src/app/viewers/sessionStore.ts';

/** What the left button does in the window of a DrawMask. */
export type BrushTool = 'look' | 'brush' | 'eraser';

export interface Brush {
  readonly tool: BrushTool;
  /** In mm. */
  readonly radius: number;
  /** What the brush writes. */
  readonly label: number;
}

/** The brush of each DrawMask, by the name of its node. */
export const brushSession = sessionStore<Brush>({ tool: 'brush', radius: 5, label: 1 });

export const leastRadius = 0.1;
export const mostRadius = 50;

/** A radius some steps larger or smaller, a tenth each, to a tenth of a mm. */
export function steppedRadius(radius: number, steps: number): number {
  const wanted = radius * 1.1 ** steps;
  const step = Math.abs(wanted - radius) < 0.1 ? radius + 0.1 * Math.sign(steps) : wanted;
  return Math.max(leastRadius, Math.min(mostRadius, Math.round(step * 10) / 10));
}
