import { expect, test } from 'vitest';
import SynchroView2D from '#modules/SynchroView2D/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import { synchroWindow, withSynchLuts, withSynchroWindow } from './synchroWindows.ts';

const apart = defaultParams(SynchroView2D.params);
const ranges = { 1: { min: 0, max: 200 }, 2: { min: -1000, max: 200 } };

test('each side has a window of its own', () => {
  const params = { ...apart, ...withSynchroWindow(apart, 2, { center: 40, width: 80 }) };
  expect(synchroWindow(params, 1, ranges)).toEqual({ window: { center: 100, width: 200 }, isAuto: true });
  expect(synchroWindow(params, 2, ranges)).toEqual({ window: { center: 40, width: 80 }, isAuto: false });
});

test('with synchLUTs a drag on either side sets both', () => {
  const coupled = { ...apart, ...withSynchLuts(apart, true) };
  const params = { ...coupled, ...withSynchroWindow(coupled, 2, { center: 40, width: 80 }) };
  expect(params).toMatchObject({ lut1c: 40, lut1w: 80, lut2c: 40, lut2w: 80, autoLUT1: false, autoLUT2: false });
  expect(synchroWindow(params, 1, ranges)).toEqual(synchroWindow(params, 2, ranges));
});

test('with synchLUTs the automatic window of both is that of the left image, of the right one while there is no left', () => {
  const coupled = { ...apart, ...withSynchLuts(apart, true) };
  expect(synchroWindow(coupled, 2, ranges).window).toEqual({ center: 100, width: 200 });
  expect(synchroWindow(coupled, 2, { 1: undefined, 2: ranges[2] }).window).toEqual({ center: -400, width: 1200 });
});

test('switching synchLUTs on gives the right side the window of the left', () => {
  const left = { ...apart, ...withSynchroWindow(apart, 1, { center: 7, width: 9 }) };
  const params = { ...left, ...withSynchLuts(left, true) };
  expect(params).toMatchObject({ synchLUTs: true, autoLUT2: false, lut2c: 7, lut2w: 9 });
  expect({ ...params, ...withSynchLuts(params, false) }.lut2c).toBe(7);
});
