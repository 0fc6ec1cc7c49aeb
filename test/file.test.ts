import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GraphDocument } from '#src/graph/document.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { hostileDocument } from './arbitraryDocuments.ts';
import { errorOf, masking, network, recordingEngine } from './network.ts';
import { Above, testModules, testModulesWith } from './testModules.ts';

/** The document of a file that has to be readable, and what it warns of. */
function read(text: string, modules = testModules) {
  const parsed = parseGraph(text, modules);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed;
}

/** The sentence of a file that has to be refused. */
function refusal(text: string): string {
  const parsed = parseGraph(text, testModules);
  if (parsed.ok) throw new Error('the file was read');
  return parsed.error;
}

const withNode = (node: unknown) => JSON.stringify({ version: 1, nodes: { A: node } });
const node = { module: 'Ramp', moduleVersion: 1, position: { x: 0, y: 0 }, params: {}, inputs: {} };

test('a file is the document, and the same document is the same file', () => {
  const document: GraphDocument = {
    ...masking(),
    view: { open: [{ node: 'Masked', kind: 'viewer' }], layout: { any: ['thing'] } },
  };
  const text = serializeGraph(document);
  expect(read(text)).toEqual({ ok: true, document, warnings: [] });
  expect(serializeGraph(read(text).document)).toBe(text);
  expect(text.endsWith('}\n')).toBe(true);
});

test('a long list of a field takes one line, and comes back as it was, wherever another has its name', () => {
  const list = Array.from({ length: 300 }, (_, n) => n / 4);
  const params = { curve: { list: [], lists: [list] }, list, text: '\n    "list": []' };
  const text = serializeGraph(read(withNode({ ...node, module: 'Unknown', params })).document);
  expect(text).toContain(`"list": [${list.join()}]`);
  expect(JSON.parse(text).nodes.A.params).toEqual(params);
});

test('in which order fields and inputs were set makes no difference to the file', () => {
  const turned = Object.entries(masking().nodes).map(([name, one]) => [
    name,
    one && {
      inputs: Object.fromEntries(Object.entries(one.inputs).reverse()),
      params: Object.fromEntries(Object.entries(one.params).reverse()),
      position: { y: one.position.y, x: one.position.x },
      moduleVersion: one.moduleVersion,
      module: one.module,
    },
  ]);
  expect(serializeGraph({ nodes: Object.fromEntries(turned), version: 1 })).toBe(serializeGraph(masking()));
});

test.each([
  ['', /it is not JSON/],
  ['{', /it is not JSON/],
  ['null', /Invalid input/],
  ['5', /Invalid input/],
  ['[]', /Invalid input/],
  ['"version"', /Invalid input/],
  ['{}', /version: Invalid input/],
  ['{"version":"1","nodes":{}}', /version: Invalid input/],
  ['{"version":0,"nodes":{}}', /version: Invalid input/],
  [
    '{"version":2,"nodes":"whatever"}',
    /newer Voxgraph \(file version 2, this one reads up to 1\): open it with that one/,
  ],
  ['{"version":1e9}', /newer Voxgraph/],
  ['{"version":1}', /nodes: Invalid input/],
  ['{"version":1,"nodes":[]}', /nodes: Invalid input/],
  ['{"version":1,"nodes":"abc"}', /nodes: Invalid input/],
  ['{"version":1,"nodes":{},"extra":1}', /Unrecognized key: "extra"/],
  ['{"version":1,"nodes":{"1st":{}}}', /the instance name "1st" cannot be used/],
  ['{"version":1,"nodes":{"constructor":{}}}', /the instance name "constructor" cannot be used/],
  ['{"version":1,"nodes":{"__proto__":{}}}', /__proto__/],
  ['{"__proto__":{"polluted":true},"version":1,"nodes":{}}', /__proto__/],
  [withNode(null), /nodes\.A: Invalid input/],
  [withNode({ ...node, module: '' }), /nodes\.A\.module: Too small/],
  [withNode({ ...node, moduleVersion: 1.5 }), /nodes\.A\.moduleVersion: Invalid input/],
  [withNode({ ...node, position: { x: '0', y: 0 } }), /nodes\.A\.position\.x: Invalid input/],
  [withNode({ ...node, position: { x: 0 } }), /nodes\.A\.position\.y: Invalid input/],
  [withNode({ ...node, position: { x: Number.NaN, y: 0 } }), /nodes\.A\.position\.x: Invalid input/],
  [withNode(node).replace('"x":0', '"x":1e999'), /nodes\.A\.position\.x: Invalid input/],
  [
    withNode({ ...node, position: { x: 0, y: -1e300 } }),
    /nodes\.A\.position\.y: Invalid input: expected a number from/,
  ],
  [withNode({ ...node, params: [] }), /nodes\.A\.params: Invalid input/],
  [withNode({ ...node, extra: 1 }), /nodes\.A: Unrecognized key: "extra"/],
  [withNode({ ...node, inputs: { image: 'Ramp' } }), /nodes\.A\.inputs\.image: .*must read Module\.output/],
  [withNode({ ...node, inputs: { image: 'A.b.c' } }), /must read Module\.output/],
  [withNode({ ...node, inputs: { image: 5 } }), /nodes\.A\.inputs\.image: Invalid input/],
  [withNode(node).replace('"params":{}', '"params":{"__proto__":{"a":1}}'), /__proto__/],
  [withNode({ ...node, inputs: { first: 'A.spacing' } }), /its connections form a cycle: A → A/],
])('%j is refused in a sentence', (text, why) => {
  const error = refusal(text);
  expect(error).toMatch(/^This graph cannot be opened: .*\.$/);
  expect(error).toMatch(why);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a cycle is refused and told along the data', () => {
  const cycle = network({
    A: { module: 'SliceMean', inputs: { image: 'B.image' } },
    B: { module: 'SliceMean', inputs: { image: 'A.image' } },
  });
  expect(refusal(serializeGraph(cycle))).toMatch(/form a cycle: (A → B → A|B → A → B)\.$/);
});

test('files that are too large, too deep or of too many nodes are refused in a short sentence', {
  timeout: 60_000,
}, () => {
  expect(refusal(' '.repeat(2 ** 24 + 1))).toMatch(/has 16777217 characters, and a graph has at most 16777216/);
  expect(refusal(`${'['.repeat(1e6)}${']'.repeat(1e6)}`)).toMatch(/nested more than 64 deep/);
  const nodes = Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`N${n}`, node]));
  expect(refusal(JSON.stringify({ version: 1, nodes }))).toMatch(/has 2001 modules, and a graph has at most 2000/);
  expect(refusal(JSON.stringify({ version: 1, nodes: { ['x'.repeat(1e6)]: node } })).length).toBeLessThan(500);
  expect(refusal(withNode({ ...node, ['x'.repeat(1e6)]: 1 })).length).toBeLessThan(500);
  expect(refusal(withNode({ ...node, params: { ['x'.repeat(1e6)]: 1 } })).length).toBeLessThan(1000);
});

test('of a name that is there twice the last one counts, as in every JSON', () => {
  const { document } = read(`{"version":1,"nodes":{},"nodes":{"A":${JSON.stringify(node)}}}`);
  expect(Object.keys(document.nodes)).toEqual(['A']);
});

test('unknown modules, fields and values are kept, told, and saved unchanged', () => {
  const alien = {
    ...node,
    module: 'FromTheFuture',
    moduleVersion: 7,
    params: { deep: { er: [1, null] }, constructor: 1 },
    inputs: { any: 'Odd.image' },
  };
  const odd = { ...node, params: { first: 'many', size: [3, 2, 6], spacing: 1, later: { a: 1 } } };
  const newer = { ...node, module: 'Above', moduleVersion: 3, params: { future: 1 } };
  const text = serializeGraph({
    version: 1,
    nodes: { Alien: alien, Odd: odd, Newer: newer },
  } as unknown as GraphDocument);
  const { document, warnings } = read(text);
  expect(serializeGraph(document)).toBe(text);
  expect(warnings).toEqual([
    'Alien: the module FromTheFuture is not known here; it is kept as it is',
    'Odd: First value must be a number, not "many"',
    'Odd: Ramp has no field later; it is kept',
    'Newer: saved by Above version 3, but version 2 is here; it is kept as it is',
  ]);
});

test('connections that lead nowhere or do not fit are kept and told', () => {
  const document = network({
    Ramp: { module: 'Ramp' },
    Above: {
      module: 'Above',
      inputs: { image: 'Gone.image', value: 'Ramp.image', scale: 'Ramp.none', odd: 'Ramp.image' },
    },
  });
  expect(read(serializeGraph(document))).toEqual({
    ok: true,
    document,
    warnings: [
      'Above.image is fed by Gone.image, but there is no module Gone',
      'Above: Above has no input odd',
      'Above.scale: Ramp has no output none',
      'Ramp.image gives an image, but Above.value takes a number',
    ],
  });
});

test('older modules are brought up to date step by step, and what is missing gets its default', () => {
  const newest = testModulesWith({
    ...Above,
    version: 3,
    migrate: { ...Above.migrate, 2: (params) => ({ ...params, value: Number(params.value) * 10 }) },
  });
  const old = { ...node, module: 'Above', params: { level: 4 } };
  const { document, warnings } = read(withNode(old), newest);
  expect(document.nodes.A).toMatchObject({
    moduleVersion: 3,
    params: { value: 40, mode: 'plain', scale: 1, note: '' },
  });
  expect(warnings).toEqual([]);
});

test('what results are since a newer version is told, and only where the parameters let them differ', () => {
  const newest = testModulesWith({
    ...Above,
    version: 3,
    changed: { 3: ({ value }) => (Number(value) > 9 ? 'values above 9 are counted twice' : undefined) },
  });
  const savedWith = (value: number) =>
    read(withNode({ ...node, module: 'Above', moduleVersion: 2, params: { value } }), newest).warnings;
  expect(savedWith(10)).toEqual([
    'A: saved by Above version 2, whose results differed: values above 9 are counted twice',
  ]);
  expect(savedWith(9)).toEqual([]);
});

test('a migration that fails keeps the node as it is, and it does not run with fields of another meaning', async () => {
  const broken = testModulesWith({
    ...Above,
    migrate: {
      1: () => {
        throw new Error('what is a level?');
      },
    },
  });
  const text = withNode({ ...node, module: 'Above', params: { level: 4 } });
  const { document, warnings } = read(text, broken);
  expect(document.nodes.A).toMatchObject({ moduleVersion: 1, params: { level: 4 } });
  expect(warnings).toEqual([
    'A: the fields of Above version 1 could not be brought to version 2 (what is a level?); it is kept as it is',
  ]);
  const { engine } = recordingEngine({ modules: broken });
  expect(await errorOf(engine, document, 'A.mask')).toMatch(/^A: Saved by Above version 1, but version 2 is here/);
});

test('any document that types allow is read back as it was written, or refused', { timeout: 60_000 }, () => {
  let readable = 0;
  fc.assert(
    fc.property(hostileDocument, (document) => {
      const text = serializeGraph(document);
      const parsed = parseGraph(text, new Map());
      if (!parsed.ok) {
        expect(parsed.error).toMatch(/^This graph cannot be opened: .*\.$/);
        return;
      }
      readable++;
      expect(serializeGraph(parsed.document)).toBe(text);
    }),
  );
  expect(readable).toBeGreaterThan(10);
});

test('a list that begins like strokes and goes on with numbers is kept as it is, and saved', () => {
  const text = serializeGraph(masking()).replace('"first": 0', '"first": [[], 2, 6]');
  expect(text).toContain('[[], 2, 6]');
  const { document } = read(text);
  expect(JSON.parse(serializeGraph(document))).toEqual(JSON.parse(text));
});

test('any JSON, and any damage to a file, is a document or a sentence, and Object.prototype stays empty', {
  timeout: 60_000,
}, () => {
  const file = serializeGraph(masking());
  const damaged = fc
    .tuple(fc.nat({ max: file.length }), fc.nat({ max: 40 }), fc.string({ maxLength: 20 }))
    .map(([at, count, text]) => file.slice(0, at) + text + file.slice(at + count));
  const swapped = fc
    .tuple(
      fc.constantFrom(...new Set(file.match(/"[^"]+"|[-\d.]+/g))),
      fc.constantFrom('"__proto__"', '"constructor"', 'null', '1e999', '-0', '[]', '{}', '"Ramp.image"'),
    )
    .map(([from, to]) => file.replaceAll(from, to));
  fc.assert(
    fc.property(fc.oneof(fc.json(), damaged, swapped), (text) => {
      const parsed = parseGraph(text, testModules);
      if (parsed.ok) serializeGraph(parsed.document);
      else expect(parsed.error).toMatch(/^This graph cannot be opened: /);
      expect(Object.getOwnPropertyNames(Object.prototype).length).toBe(inherited);
    }),
    { numRuns: 500 },
  );
});

const inherited = Object.getOwnPropertyNames(Object.prototype).length;
