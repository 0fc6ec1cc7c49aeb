import { describe, expect, it } from 'vitest';
import OverlayView from '#modules/OverlayView/index.ts';
import { lookParams } from '#modules/OverlayView/layerParams.ts';
import { newNode } from '#src/graph/edit.ts';
import { isShown } from '#src/graph/module.ts';
import { offeredInputs } from '#src/graph/offeredInputs.ts';

const node = newNode(OverlayView, { x: 0, y: 0 });
const offered = (inputs: Readonly<Record<string, `${string}.${string}`>>) =>
  Object.keys(offeredInputs(OverlayView, { ...node, inputs })).join(' ');

describe('inputs that follow one another', () => {
  it('are seen one by one as they are connected, and stay while something feeds them', () => {
    expect(offered({})).toBe('inImage overlay1');
    expect(offered({ overlay1: 'A.output0', overlay2: 'B.output0' })).toBe('inImage overlay1 overlay2 overlay3');
    expect(offered({ overlay5: 'A.output0' })).toBe('inImage overlay1 overlay5 overlay6');
    expect(offered({ overlay16: 'A.output0' })).toBe('inImage overlay1 overlay16');
  });

  it('have parameters that are seen with them', () => {
    const { color } = lookParams(5);
    expect(isShown(color, node.params, {})).toBe(false);
    expect(isShown(color, node.params, { overlay5: 'A.output0' })).toBe(true);
  });
});
