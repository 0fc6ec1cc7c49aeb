import { describe, expect, it } from 'vitest';
import { dockArrangement, type PanelOf } from './dockArrangement.ts';

const titles: Readonly<Record<string, string>> = {
  canvas: 'Network',
  inspector: 'Output Inspector',
  'viewer:Head': 'Head',
};
const panelOf: PanelOf = (id) =>
  Object.hasOwn(titles, id) ? { component: id.split(':')[0], title: titles[id] } : undefined;
const room = { width: 1200, height: 700 };
const read = (layout: unknown) => dockArrangement(layout, panelOf, room);

const leaf = (views: unknown, more: object = {}) => ({ type: 'leaf', size: 300, data: { views, id: 'x', ...more } });
const layoutOf = (leaves: readonly unknown[], more: object = {}) => ({
  grid: { root: { type: 'branch', data: leaves, size: 700 }, width: 1200, height: 700, orientation: 'HORIZONTAL' },
  panels: {},
  ...more,
});
const floating = (position: unknown, views: unknown = ['viewer:Head']) =>
  layoutOf([leaf(['canvas'])], { floatingGroups: [{ data: { views, id: '9' }, position }] });

describe('an arrangement from a file', () => {
  it('keeps where panels lie, and reading it twice changes nothing', () => {
    const arrangement = read(
      layoutOf([leaf(['canvas']), leaf(['inspector', 'viewer:Head'], { activeView: 'viewer:Head' })]),
    );
    expect(arrangement?.grid.root.data).toMatchObject([
      { size: 300, data: { views: ['canvas'] } },
      { size: 300, data: { views: ['inspector', 'viewer:Head'], activeView: 'viewer:Head' } },
    ]);
    expect(read(arrangement)).toEqual(arrangement);
  });

  it.each([
    ['a text', 'left'],
    ['nothing', null],
    ['no grid', { panels: {} }],
    ['a grid without boxes', { grid: {}, panels: {} }],
    ['an unknown direction', { ...layoutOf([leaf(['canvas'])]), grid: { orientation: 'DIAGONAL' } }],
    ['no canvas', layoutOf([leaf(['inspector'])])],
    ['the canvas floating', layoutOf([leaf(['inspector'])], { floatingGroups: [{ data: { views: ['canvas'] } }] })],
    ['views that are no list', layoutOf([leaf('canvas')])],
  ])('is none when it is %s', (_, layout) => {
    expect(read(layout)).toBeUndefined();
  });

  it('opens no panel that is not known, none twice and none beside the canvas', () => {
    const arrangement = read(
      layoutOf([
        leaf(['canvas', 'inspector']),
        leaf(['viewer:Ghost', '__proto__', 7]),
        leaf(['viewer:Head', 'viewer:Head']),
      ]),
    );
    expect(Object.keys(arrangement?.panels ?? {})).toEqual(['canvas', 'viewer:Head']);
    expect(arrangement?.grid.root.data).toHaveLength(2);
  });

  it('takes neither titles, components, parameters nor addresses from the file', () => {
    const arrangement = read(
      layoutOf([leaf(['canvas'])], {
        panels: { canvas: { id: 'canvas', contentComponent: 'iframe', title: 'Pay here', params: { src: 'x' } } },
        popoutGroups: [{ url: 'https://example.org/', data: { views: ['inspector'] } }],
        edgeGroups: { left: {} },
      }),
    );
    expect(arrangement?.panels).toEqual({ canvas: { id: 'canvas', contentComponent: 'canvas', title: 'Network' } });
    expect(arrangement).not.toHaveProperty('popoutGroups');
    expect(arrangement).not.toHaveProperty('edgeGroups');
  });

  it('hides no header and locks no group but that of the canvas', () => {
    const arrangement = read(layoutOf([leaf(['canvas']), leaf(['viewer:Head'], { hideHeader: true, locked: true })]));
    expect(JSON.stringify(arrangement?.grid.root.data).match(/hideHeader/g)).toHaveLength(1);
  });

  it.each([1e308, -5, 0, Number.NaN, '12', null, undefined])('gives a box of size %s its share of the room', (size) => {
    const arrangement = read(layoutOf([{ ...leaf(['canvas']), size }]));
    expect(arrangement?.grid.root.data).toEqual([expect.not.objectContaining({ size })]);
  });

  it.each([
    [
      'far off',
      { left: 99_999, top: -99_999, width: 400, height: 300 },
      { left: 800, top: 0, width: 400, height: 300 },
    ],
    [
      'as large as a house',
      { left: 9, top: 9, width: 1e7, height: 1e7 },
      { left: 0, top: 0, width: 1200, height: 700 },
    ],
    ['of no size', { left: 9, top: 9, width: 0, height: -4 }, { left: 9, top: 9, width: 240, height: 160 }],
    [
      'from the right',
      { right: 10, bottom: 20, width: 400, height: 300 },
      { left: 790, top: 380, width: 400, height: 300 },
    ],
    ['nowhere', 'center', { left: 0, top: 0, width: 420, height: 420 }],
  ])('brings a floating window that lies %s into the room', (_, position, box) => {
    expect(read(floating(position))?.floatingGroups?.[0].position).toEqual(box);
  });

  it('opens at most 32 floating windows, and none without a panel', () => {
    const windows = Array.from({ length: 3000 }, () => ({ data: { views: [] }, position: {} }));
    expect(read(layoutOf([leaf(['canvas'])], { floatingGroups: [7, null, ...windows] }))).not.toHaveProperty(
      'floatingGroups',
    );
  });

  it('gives up on boxes in boxes without end', () => {
    let nested: unknown = leaf(['canvas']);
    for (let n = 0; n < 60; n++) nested = { type: 'branch', data: [nested] };
    expect(read(layoutOf([nested]))).toBeUndefined();
  });
});
