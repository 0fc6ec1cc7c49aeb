import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import MergeLabels from '#modules/MergeLabels/index.ts';
import OverlayView from '#modules/OverlayView/index.ts';
import { lookParams } from '#modules/OverlayView/layerParams.ts';
import { type GraphDocument, whyNotConnect } from '#src/graph/document.ts';
import { newNode, setParams } from '#src/graph/edit.ts';
import { namedInputs } from '#src/graph/inputFamily.ts';
import { isShown, moduleSet } from '#src/graph/module.ts';
import { offeredInputs } from '#src/graph/offeredInputs.ts';

const node = newNode(OverlayView, { x: 0, y: 0 });
const offered = (inputs: Readonly<Record<string, `${string}.${string}`>>) =>
  Object.keys(offeredInputs(OverlayView, { ...node, inputs })).join(' ');

describe('inputs that follow one another', () => {
  it('are seen one by one as they are connected, and stay while something feeds them', () => {
    expect(offered({})).toBe('inImage overlay1');
    expect(offered({ overlay1: 'A.output0', overlay2: 'B.output0' })).toBe('inImage overlay1 overlay2 overlay3');
    expect(offered({ overlay5: 'A.output0' })).toBe('inImage overlay1 overlay5 overlay6');
    expect(offered({ overlay255: 'A.output0' })).toBe('inImage overlay1 overlay255');
  });

  it('are as many as they may be, no more, and a list names the first and the last of them', () => {
    const document = { version: 1, nodes: { Scan: newNode(MergeLabels, node.position), View: node } } as const;
    const modules = moduleSet([OverlayView, MergeLabels]);
    const why = (input: string) => whyNotConnect(document, modules, 'Scan.output0', 'View', input);
    expect([why('overlay255'), why('overlay256')]).toEqual([undefined, 'OverlayView has no input overlay256']);
    const { inputs, params, alike } = namedInputs(OverlayView);
    expect([Object.keys(inputs), 'color1' in params, 'color2' in params]).toEqual([
      ['inImage', 'overlay1'],
      true,
      false,
    ]);
    expect(alike).toEqual({
      first: 'overlay2',
      last: 'overlay255',
      params: ['visible2', 'colors2', 'color2', 'opacity2', 'outline2'],
    });
    expect(namedInputs(MergeLabels).alike).toEqual({ first: 'input2', last: 'input254', params: [] });
  });

  it('have parameters that a document holds once they are set, and that are their defaults until then', () => {
    expect(Object.keys(node.params).filter((name) => name.startsWith('color'))).toEqual(['colorMap']);
    const set = produce(
      { version: 1, nodes: { View: node } } as GraphDocument,
      setParams('View', { color200: '#102030' }),
    );
    expect(set.nodes.View?.params.color200).toBe('#102030');
    const colors = Array.from({ length: 255 }, (_, n) => lookParams(n + 1).color.default);
    expect(new Set(colors).size).toBe(255);
    expect(colors.every((color) => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
  });

  it('have parameters that are seen with them', () => {
    const { color } = lookParams(5);
    expect(isShown(color, node.params, {})).toBe(false);
    expect(isShown(color, node.params, { overlay5: 'A.output0' })).toBe(true);
  });
});
