import { describe, expect, it } from 'vitest';
import { bakeTransfer, curvePoints, curveText, movedPoint, opacityAt } from './transferFunction.ts';
import { presetTransfer, shiftedTransfer } from './transferPresets.ts';

describe('a transfer function', () => {
  it('is linear between its points and constant beyond them', () => {
    const points = [
      [0, 0],
      [100, 1],
      [100, 0.5],
    ] as const;
    expect([-5, 0, 25, 99, 100, 1000].map((value) => opacityAt(points, value))).toEqual([0, 0, 0.25, 0.99, 0.5, 0.5]);
  });

  it('is baked between its outermost points, of opacity and of colour', () => {
    const { bytes, min, max } = bakeTransfer({
      opacity: [
        [0, 0],
        [10, 1],
      ],
      colour: [
        [-10, [0, 0, 0]],
        [30, [1, 0.5, 0]],
      ],
    });
    expect([min, max]).toEqual([-10, 30]);
    expect([...bytes.slice(0, 4)]).toEqual([0, 0, 0, 0]);
    expect([...bytes.slice(-4)]).toEqual([255, 128, 0, 255]);
  });
});

describe('an opacity curve', () => {
  it('is kept as text and read back sorted, with opacities between 0 and 1', () => {
    expect(curvePoints('100 2  -50 0.25')).toEqual([
      [-50, 0.25],
      [100, 1],
    ]);
    const points = [
      [-1000, 0],
      [0.5, 0.75],
    ] as const;
    expect(curvePoints(curveText(points))).toEqual(points);
  });

  it.each(['', '1', '1 2 3', '1 0', 'a b c d', '0 0 Infinity 1', '0 0 NaN 1'])(
    'that is none is refused: "%s"',
    (text) => {
      expect(curvePoints(text)).toBeUndefined();
    },
  );

  it('has points that do not pass their neighbours', () => {
    const points = [
      [0, 0],
      [10, 0.5],
      [20, 1],
    ] as const;
    expect(movedPoint(points, 1, [35, 1.4], 0.1)[1]).toEqual([20, 1]);
    expect(movedPoint(points, 1, [12.3456, 0.333], 0.1)[1]).toEqual([12.3, 0.33]);
  });
});

describe('a preset', () => {
  const range = { min: 0, max: 200 };

  it('of a CT is taken as it is where the image is in HU', () => {
    const { opacity, remark } = presetTransfer('CT_BONE', 'HU', range);
    expect(opacityAt(opacity, 100)).toBe(0);
    expect(opacityAt(opacity, 700)).toBeGreaterThan(0.5);
    expect(remark).toBeUndefined();
  });

  it('of a CT is mapped to the range of any other image, and says so', () => {
    const { opacity, remark } = presetTransfer('CT_BONE', undefined, range);
    // 150 HU, where bone begins, lies at 1150 of 2000 units.
    expect(opacityAt(opacity, 114)).toBe(0);
    expect(opacityAt(opacity, 160)).toBeGreaterThan(0.4);
    expect(remark).toContain('not in HU');
    expect(remark).toContain('0 to 200');
  });

  it('is shifted along the values with its colours', () => {
    const preset = presetTransfer('MR_DEFAULT', undefined, range);
    const shifted = shiftedTransfer(preset, 30);
    expect(opacityAt(shifted.opacity, 130)).toBeCloseTo(opacityAt(preset.opacity, 100), 12);
    expect(shifted.colour[0][0]).toBe(preset.colour[0][0] + 30);
  });
});
