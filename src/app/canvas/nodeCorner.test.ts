import { describe, expect, it } from 'vitest';
import { emptyDocument } from '#src/graph/document.ts';
import { cornerAt, freePlace } from './nodeCorner.ts';

const node = (x: number, y: number) => ({
  module: 'Info',
  moduleVersion: 1,
  position: { x, y },
  params: {},
  inputs: {},
});

describe('cornerAt', () => {
  it('puts the name, the lower or the upper edge of a new module under the pointer', () => {
    const pointer = { x: 100, y: 100 };
    expect(cornerAt(pointer).y).toBeGreaterThan(cornerAt(pointer, 'input').y);
    expect(cornerAt(pointer, 'output').y).toBeGreaterThan(pointer.y);
    expect(cornerAt(pointer, 'input').y).toBeLessThan(pointer.y - 50);
  });
});

describe('freePlace', () => {
  it('is the wanted place where no module begins', () => {
    expect(freePlace(emptyDocument, { x: 5, y: 6 })).toEqual({ x: 5, y: 6 });
    expect(freePlace({ version: 1, nodes: { A: node(5, 40) } }, { x: 5, y: 6 })).toEqual({ x: 5, y: 6 });
  });

  it('goes down the diagonal past every module that begins there', () => {
    const nodes = { A: node(0, 0), B: node(24, 24), C: node(45, 50) };
    expect(freePlace({ version: 1, nodes }, { x: 1, y: 1 })).toEqual({ x: 73, y: 73 });
  });
});
