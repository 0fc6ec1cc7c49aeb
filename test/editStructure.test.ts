import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import type { GraphDocument } from '#src/graph/document.ts';
import { emptyDocument } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import { removeNodes, renameNode } from '#src/graph/edit.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { fragmentOf, paste, whyNotPaste } from '#src/graph/fragment.ts';
import { addNote, groupNodes, setGroup } from '#src/graph/frames.ts';
import { detach, removeHealing } from '#src/graph/heal.ts';
import { fitOfModule, insertNode, whyNotInsert } from '#src/graph/insert.ts';
import { swapModule } from '#src/graph/swap.ts';
import { masking, network } from './network.ts';
import { Above, Maximum, SliceMean, testModules } from './testModules.ts';

const edited = (document: GraphDocument, ...edits: readonly Edit[]) =>
  edits.reduce((last, edit) => produce(last, edit), document);

const chain = () =>
  network({
    Ramp: { module: 'Ramp' },
    A: { module: 'SliceMean', inputs: { image: 'Ramp.image' } },
    B: { module: 'SliceMean', inputs: { image: 'A.image' } },
    End: { module: 'Masked', inputs: { image: 'B.image', background: 'A.reach' } },
  });

describe('removing', () => {
  it('feeds what was fed with what arrived, over several nodes that go at once', () => {
    const left = edited(chain(), removeHealing(chain(), testModules, ['A', 'B']));
    expect(left.nodes.End?.inputs).toEqual({ image: 'Ramp.image' });
  });

  it('frees what was fed where nothing of its type arrived', () => {
    const left = edited(masking(), removeHealing(masking(), testModules, ['Ramp']));
    expect(left.nodes.Masked?.inputs).toEqual({ mask: 'Above.mask' });
  });

  it('leaves nodes that are taken out connected among themselves alone', () => {
    const left = edited(chain(), detach(chain(), testModules, ['A', 'B']));
    expect([left.nodes.A?.inputs, left.nodes.B?.inputs]).toEqual([{}, { image: 'A.image' }]);
    expect(left.nodes.End?.inputs).toEqual({ image: 'Ramp.image' });
  });
});

describe('a node in a connection', () => {
  const wire = { node: 'Above', input: 'image' };
  const loose = () => ({
    ...masking(),
    nodes: { ...masking().nodes, ...network({ S: { module: 'SliceMean' } }).nodes },
  });

  it('gets what was there and gives it on', () => {
    expect(whyNotInsert(loose(), testModules, wire, 'S')).toBeUndefined();
    const fit = fitOfModule(loose(), testModules, wire, SliceMean);
    expect(fit).toEqual({ input: 'image', output: 'image' });
    const put = edited(loose(), insertNode('Ramp.image', wire, 'S', fit ?? { input: '', output: '' }));
    expect([put.nodes.S?.inputs, put.nodes.Above?.inputs]).toEqual([{ image: 'Ramp.image' }, { image: 'S.image' }]);
  });

  it.each([
    ['Ramp', /end of this connection/],
    ['Masked', /Masked\.image is connected already/],
    ['Nobody', /no connection/],
  ])('%s is refused with a reason', (name, why) => {
    expect(whyNotInsert(loose(), testModules, wire, name)).toMatch(why);
  });

  it('is refused where it has no connector of the type', () => {
    const document = { ...loose(), nodes: { ...loose().nodes, ...network({ N: { module: 'Sum' } }).nodes } };
    expect(whyNotInsert(document, testModules, wire, 'N')).toMatch(/no input and output of the type of Ramp\.image/);
  });
});

describe('a swapped module', () => {
  it('keeps place, group, values that fit, and connections by name or else by type', () => {
    const document = edited(masking(), groupNodes(['Above'], 'group1', { title: 'G', colour: 'blue' }));
    const swap = swapModule(document, testModules, 'Above', SliceMean);
    const after = edited(document, swap?.edit ?? (() => {}));
    expect([swap?.name, swap?.lost]).toEqual(['SliceMean', []]);
    expect(after.nodes.SliceMean).toMatchObject({ position: { x: 10, y: 20 }, group: 'group1', params: { reach: 1 } });
    expect(after.nodes.SliceMean?.inputs).toEqual({ image: 'Ramp.image' });
    expect(after.nodes.Masked?.inputs.mask).toBe('SliceMean.image');
    expect(Object.keys(after.nodes)).toEqual(['Ramp', 'SliceMean', 'Masked']);
  });

  it('tells which connections did not fit', () => {
    const document = network({
      M: { module: 'Maximum' },
      S: { module: 'Sum', inputs: { a: 'M.value' } },
    });
    const swap = swapModule(document, testModules, 'M', Above);
    expect(swap?.lost).toEqual(['S.a']);
    expect(edited(document, swap?.edit ?? (() => {})).nodes.S?.inputs).toEqual({});
  });

  it('keeps a name that a person gave', () => {
    const document = edited(masking(), renameNode('Above', 'Skull'));
    expect(swapModule(document, testModules, 'Skull', Maximum)?.name).toBe('Skull');
  });
});

describe('groups and notes', () => {
  const framed = () =>
    edited(
      masking(),
      groupNodes(['Ramp', 'Above'], 'group1', { title: 'Mask', colour: 'green' }),
      setGroup('group1', { folded: true }),
      addNote('note1', { text: '# Why', position: { x: -100, y: -50 }, width: 220, colour: 'yellow' }),
    );

  it('are saved and read', () => {
    const read = parseGraph(serializeGraph(framed()), testModules);
    expect(read).toEqual({ ok: true, document: framed(), warnings: [] });
  });

  it('are copied with what is wholly among the copied, under free ids', () => {
    const fragment = fragmentOf(framed(), ['Ramp', 'Above'], false, ['note1']);
    const twice = edited(framed(), paste(framed(), fragment, { x: 0, y: 0 }).edit);
    expect(Object.keys(twice.groups ?? {})).toEqual(['group1', 'group2']);
    expect(twice.nodes.Ramp1?.group).toBe('group2');
    expect(twice.notes?.note2?.position).toEqual({ x: 0, y: 0 });
    expect(fragmentOf(framed(), ['Ramp']).groups).toBeUndefined();
  });

  it('a group goes with the last node in it', () => {
    const less = edited(framed(), removeNodes(['Ramp']));
    expect(Object.keys(less.groups ?? {})).toEqual(['group1']);
    expect(edited(less, removeNodes(['Above'])).groups).toBeUndefined();
  });

  const group = { title: 'G', colour: 'blue' };
  const note = { text: '', position: { x: 0, y: 0 }, width: 200, colour: 'yellow' };
  it.each([
    [{ groups: { g: { ...group, colour: 'url(x)' } } }, /groups\.g\.colour: Invalid input/],
    [{ groups: { g: { ...group, title: 'x'.repeat(201) } } }, /groups\.g\.title: Too big/],
    [{ groups: { g: { ...group, folded: false } } }, /groups\.g\.folded: Invalid input/],
    [{ groups: { constructor: group } }, /the instance name "constructor" cannot be used/],
    [{ groups: [] }, /groups: Invalid input/],
    [{ notes: { n: { ...note, width: 1e9 } } }, /notes\.n\.width: Invalid input/],
    [{ notes: { n: { ...note, text: 'x'.repeat(20_001) } } }, /notes\.n\.text: Too big/],
    [{ notes: { n: { ...note, html: '' } } }, /Unrecognized key: "html"/],
    [{ notes: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`n${n}`, note])) }, /at most 1000/],
  ])('of a hostile file are refused: %#', (frames, why) => {
    const read = parseGraph(JSON.stringify({ version: 1, nodes: {}, ...frames }), testModules);
    expect(read.ok ? 'read' : read.error).toMatch(why);
  });

  it('a node in a group that a file does not have is in none', () => {
    const text = serializeGraph(framed()).replaceAll('"group": "group1"', '"group": "other"');
    const read = parseGraph(text, testModules);
    expect(read.ok && [read.document.groups, read.document.nodes.Ramp?.group]).toEqual([undefined, undefined]);
  });
});

it('pasting beyond what a file may hold is refused in a sentence', () => {
  const many = network(Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`R${n}`, { module: 'Ramp' }])));
  expect(whyNotPaste(emptyDocument, many)).toBeUndefined();
  expect(whyNotPaste(many, many)).toBe(
    '1500 more modules would make 3000, and a network has at most 2000: paste fewer',
  );
});
