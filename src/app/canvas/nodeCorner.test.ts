import { describe, expect, it } from 'vitest';
import { emptyDocument } from '#src/graph/document.ts';
import { cornerAt, freePlace, freeRoom } from './nodeCorner.ts';

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

describe('freeRoom', () => {
  const sizeOf = () => ({ width: 150, height: 54 });

  it('is the wanted place where there is room, and above what lies there where there is none', () => {
    expect(freeRoom(emptyDocument, { x: 5, y: 6 }, sizeOf)).toEqual({ x: 5, y: 6 });
    const place = freeRoom({ version: 1, nodes: { A: node(-70, -8) } }, { x: 5, y: 6 }, sizeOf);
    expect(place.x).toBe(5);
    expect(cornerAt(place).y + 54).toBeLessThan(-8);
  });

  it('covers no module, however many lie around', () => {
    const corners = Array.from({ length: 40 }, (_, n) => [(n % 8) * 100 - 400, Math.floor(n / 8) * 60 - 150] as const);
    const nodes = Object.fromEntries(corners.map(([x, y], n) => [`N${n}`, node(x, y)]));
    const { x, y } = cornerAt(freeRoom({ version: 1, nodes }, { x: 0, y: 0 }, sizeOf));
    for (const [left, top] of corners) expect(Math.abs(left - x) >= 150 || Math.abs(top - y) >= 54).toBe(true);
  });
});
