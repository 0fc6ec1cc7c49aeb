import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { setParams as setParamsOfCli } from '#src/cli/setParams.ts';
import { couple, renameLink, uncouple, whyNotCouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { whyNotConnect } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import { connect, removeNodes, renameNode, setParams } from '#src/graph/edit.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { fragmentOf, paste } from '#src/graph/fragment.ts';
import { swapModule } from '#src/graph/swap.ts';
import { network } from './network.ts';
import { Maximum, SliceMean, testModules } from './testModules.ts';

const edited = (document: GraphDocument, ...edits: readonly Edit[]) =>
  edits.reduce((last, edit) => produce(last, edit), document);
const free = () =>
  network({
    A: { module: 'SliceMean', params: { reach: 3 } },
    B: { module: 'SliceMean' },
    C: { module: 'SliceMean' },
    Ramp: { module: 'Ramp' },
    Masked: { module: 'Masked' },
  });
const coupled = () => {
  const document = free();
  return edited(document, couple(document, 'A.reach', 'B.reach', 'Reaches'));
};
const reach = (document: GraphDocument) => ['A', 'B', 'C'].map((name) => document.nodes[name]?.params.reach);
const fields = (document: GraphDocument) => Object.values(document.links ?? {}).map((link) => link?.fields);

describe('coupled fields', () => {
  it('have the value of the first, and setting any of them sets all', () => {
    expect(reach(coupled())).toEqual([3, 3, 1]);
    expect(reach(edited(coupled(), setParams('B', { reach: 7 })))).toEqual([7, 7, 1]);
    expect(reach(edited(coupled(), setParams('A', { reach: 8 }), setParams('C', { reach: 2 })))).toEqual([8, 8, 2]);
  });

  it('may hold lists', () => {
    const two = network({
      A: { module: 'Ramp', params: { size: [9, 8, 7] } },
      B: { module: 'Ramp' },
    });
    const document = edited(two, couple(two, 'A.size', 'B.size', 'Sizes'));
    expect(document.nodes.B?.params.size).toEqual([9, 8, 7]);
    const strokes = [[2, 0, 1, 1, 3, 3]];
    const drawn = edited(two, setParams('A', { size: strokes }));
    expect(edited(drawn, couple(drawn, 'A.size', 'B.size', 'Sizes')).nodes.B?.params.size).toEqual(strokes);
  });

  it('of two couplings become one, with the title of the first', () => {
    const three = edited(coupled(), couple(coupled(), 'C.reach', 'B.reach', 'Other'));
    expect(fields(three)).toEqual([['C.reach', 'B.reach', 'A.reach']].map((all) => expect.arrayContaining(all)));
    expect(Object.values(three.links ?? {}).map((link) => link?.title)).toEqual(['Reaches']);
    expect(reach(three)).toEqual([1, 1, 1]);
  });

  it('that are uncoupled keep their value, and a coupling of one field is none', () => {
    const document = edited(coupled(), uncouple('B.reach'), setParams('A', { reach: 5 }));
    expect([reach(document), document.links]).toEqual([[5, 3, 1], undefined]);
  });

  it('follow a new name, and go with their module', () => {
    const renamed = edited(coupled(), renameNode('A', 'Head'), renameLink('link1', 'x'.repeat(300)));
    expect(fields(renamed)).toEqual([['Head.reach', 'B.reach']]);
    expect(renamed.links?.link1?.title).toHaveLength(200);
    expect(edited(renamed, removeNodes(['B'])).links).toBeUndefined();
  });

  it('are copied together under free names; the copy of one of them is free', () => {
    const both = edited(coupled(), paste(coupled(), fragmentOf(coupled(), ['A', 'B']), { x: 0, y: 0 }).edit);
    expect(fields(both)).toEqual([
      ['A.reach', 'B.reach'],
      ['A1.reach', 'B1.reach'],
    ]);
    expect(fragmentOf(coupled(), ['A', 'C'], true).links).toBeUndefined();
  });

  it('stay coupled in a module in place of theirs that has such a field', () => {
    const same = swapModule(coupled(), testModules, 'A', SliceMean)?.edit ?? (() => {});
    const other = swapModule(coupled(), testModules, 'A', Maximum)?.edit ?? (() => {});
    expect(fields(edited(coupled(), same))).toEqual([['A.reach', 'B.reach']]);
    expect(edited(coupled(), other).links).toBeUndefined();
  });

  it('get the value that the command line sets', () => {
    const set = setParamsOfCli(coupled(), testModules, ['B.reach=9'], () => ({ name: '' }));
    expect(reach(set)).toEqual([9, 9, 1]);
  });

  it.each<[OutputRef, OutputRef, RegExp]>([
    ['A.reach', 'A.reach', /is the same field/],
    ['A.reach', 'B.reach', /are coupled already/],
    ['A.image', 'B.reach', /A\.image is no field/],
    ['Nobody.reach', 'B.reach', /Nobody\.reach is no field/],
    ['A.constructor', 'B.reach', /is no field/],
    ['A.reach', 'Masked.isInverted', /A\.reach holds a number, but Masked\.isInverted a boolean/],
    ['A.reach', 'Masked.background', /Masked\.background is fed by Ramp\.first: couple that one/],
    ['Ramp.first', 'B.reach', /Reach must be at least|Reach must be at most 50 mm, not 400/],
  ])('%s and %s are refused in words', (from, to, why) => {
    const document = edited(
      coupled(),
      connect('Ramp.first', 'Masked', 'background'),
      setParams('Ramp', { first: 400 }),
    );
    expect(whyNotCouple(document, testModules, from, to)).toMatch(why);
  });

  it('are not fed, which says what to do', () => {
    expect(whyNotConnect(coupled(), testModules, 'Ramp.first', 'A', 'reach')).toBe(
      'A.reach is coupled with B.reach: uncouple it first, or feed one that is not coupled',
    );
  });
});

describe('a file with couplings', () => {
  const fileOf = (links: unknown) => JSON.stringify({ ...JSON.parse(serializeGraph(free())), links });

  it('gives back the same bytes, and one without them has no trace of them', () => {
    const text = serializeGraph(coupled());
    const read = parseGraph(text, testModules);
    expect(read.ok && [serializeGraph(read.document), read.warnings]).toEqual([text, []]);
    expect(serializeGraph(free())).not.toContain('links');
  });

  it('loses fields that cannot be coupled, with a warning each', () => {
    const read = parseGraph(
      fileOf({
        a: { title: '', fields: ['A.reach', 'B.reach', 'Gone.reach'] },
        b: { title: '', fields: ['A.reach', 'C.reach'] },
      }),
      testModules,
    );
    expect(read.ok && read.document.links).toEqual({ a: { title: '', fields: ['A.reach', 'B.reach'] } });
    expect(read.ok && read.warnings).toEqual([
      'the coupling of Gone.reach is dropped: there is no module Gone',
      'the coupling of A.reach is dropped: it is coupled twice',
    ]);
  });

  const link = { title: 'L', fields: ['A.reach', 'B.reach'] };
  it.each([
    [{ l: { ...link, fields: ['A'] } }, /links\.l\.fields\.0: must read Module\.output/],
    [{ l: { ...link, title: 'x'.repeat(201) } }, /links\.l\.title: Too big/],
    [{ l: { ...link, fields: Array(101).fill('A.reach') } }, /links\.l\.fields: Too big/],
    [{ l: { ...link, color: '' } }, /Unrecognized key: "color"/],
    [{ constructor: link }, /the instance name "constructor" cannot be used/],
    [Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`l${n}`, link])), /at most 1000/],
  ])('is refused where it is hostile: %#', (links, why) => {
    const read = parseGraph(fileOf(links), testModules);
    expect(read.ok ? 'read' : read.error).toMatch(why);
  });
});
