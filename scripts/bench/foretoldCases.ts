import { modules } from '#modules/index.ts';
import type { GraphNode } from '#src/graph/document.ts';

/** A module whose memory is foreseen and measured, and what it needs beside its image. */
export interface ForetoldCase {
  readonly id: string;
  readonly params?: GraphNode['params'];
  readonly inputs?: GraphNode['inputs'];
}

const mask = 'Threshold.output0';
/** The phantom lies around the origin of the world. */
const seeds = { additionalSeeds: [0, 0, 0, 0] };

/** Modules that need seeds or markers, and the ways of Resample3D. */
const given: readonly ForetoldCase[] = [
  { id: 'FloodFill', params: { ...seeds, tolerance: 30 } },
  { id: 'RegionGrowing', params: seeds },
  { id: 'GrowFromSeeds', inputs: { input1: mask } },
  { id: 'Watershed', inputs: { input1: mask } },
  { id: 'DrawMask', inputs: { input1: mask } },
  { id: 'Resample3D', params: { mode: 'Zoom', zoom: [1.5, 1.5, 1.5], filter: 'Cubic', antiAlias: false } },
  { id: 'Resample3D', params: { mode: 'Zoom', zoom: [0.7, 0.7, 0.7], filter: 'Cubic' } },
  { id: 'Resample3D', params: { mode: 'ImageSize', imageSize: [300, 300, 300] } },
  { id: 'Resample3D', params: { mode: 'Reference' }, inputs: { input1: mask } },
];

/** The modules that compute something of an image: with default parameters where that says something, and with others. */
export function foretoldCases(): readonly ForetoldCase[] {
  const others = new Set(['Switch', ...given.map(({ id }) => id)]);
  others.delete('Resample3D');
  const plain = [...modules.values()].filter(({ id, inputs, outputs, genre }) => {
    const [first] = Object.values(outputs);
    const isComputed = Object.values(inputs).some(({ type }) => type === 'image') && first !== undefined;
    return isComputed && genre !== 'Visualization' && genre !== 'File' && !others.has(id);
  });
  return [...plain.map(({ id }) => ({ id })), ...given];
}

/** The module, and what is not as it is by default. */
export function caseName({ id, params = {} }: ForetoldCase): string {
  const told = Object.entries(params).filter(([name]) => name !== 'additionalSeeds');
  return told.length === 0 ? id : `${id} (${told.map(([name, value]) => `${name} ${value}`).join(', ')})`;
}
