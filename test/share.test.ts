import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { modules } from '#modules/index.ts';
import { kindOf } from '#src/app/files/fileKind.ts';
import { fromBase64Url, toBase64Url } from '#src/app/share/base64url.ts';
import { drawNetwork } from '#src/app/share/drawNetwork.ts';
import { graphTextOf } from '#src/app/share/graphTextOf.ts';
import type { PictureColours } from '#src/app/share/pictureColours.ts';
import { pngWithNetwork } from '#src/app/share/pngNetwork.ts';
import { contentsOf, networkToShare, textToShare } from '#src/app/share/sharedNetwork.ts';
import { linkOf, textOfLink } from '#src/app/share/shareLink.ts';
import { crc32 } from '#src/formats/crc32.ts';
import { pngChunks } from '#src/formats/pngChunks.ts';
import { emptyDocument, type GraphDocument } from '#src/graph/document.ts';
import { parseGraph } from '#src/graph/file.ts';
import { hostileDocument } from './arbitraryDocuments.ts';
import './fixedSeed.ts';

const colours = new Proxy({}, { get: () => '#123456' }) as PictureColours;
const draw = (document: GraphDocument) =>
  drawNetwork(document, textToShare(document), colours, () => ({ width: 150, height: 54 })).svg;

function opened(text: string): GraphDocument {
  const parsed = parseGraph(text, modules);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.document;
}

const mask = opened(readFileSync('graphs/brain-mask.json', 'utf8'));
const local = (name: string): GraphDocument => ({
  version: 1,
  nodes: {
    LocalImage: {
      module: 'LocalImage',
      moduleVersion: 1,
      position: { x: 0, y: 0 },
      params: { name: { name, hash: 'c'.repeat(64) } },
      inputs: {},
    },
  },
});

/** A chunk of a PNG file. */
function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const header = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const pixels = [chunk('IDAT', zlibSync(new Uint8Array([0, 9]))), chunk('IEND', new Uint8Array())];
const png = new Uint8Array(Buffer.concat([signature, header, ...pixels]));
const withChunk = (content: Uint8Array) => Buffer.concat([signature, header, chunk('iTXt', content), ...pixels]);
const file = (name: string, content: Uint8Array | string) => new File([new Uint8Array(Buffer.from(content))], name);

describe('a network that is shared', () => {
  it('comes back the same from a PNG picture, an SVG picture and a link', async () => {
    const text = textToShare(mask);
    expect(await graphTextOf(file('a.png', pngWithNetwork(png, text)))).toBe(text);
    expect(await graphTextOf(file('a.svg', draw(mask)))).toBe(text);
    expect(textOfLink(new URL(linkOf(text, 'http://here/app/#old')).hash)).toBe(text);
    expect(opened(text).nodes).toEqual(mask.nodes);
  });

  it('leaves the names of files behind unless they are wanted, and tells one file from another', () => {
    const text = textToShare(networkToShare(local('SMITH_JOHN.nii.gz'), false));
    expect(text).not.toContain('SMITH');
    expect(text).toContain('"file1.nii.gz"');
    expect(text).toContain('c'.repeat(64));
    expect(textToShare(networkToShare(local('SMITH_JOHN.nii.gz'), true))).toContain('SMITH_JOHN.nii.gz');
    expect(draw(networkToShare(local('SMITH_JOHN.nii.gz'), false))).not.toContain('SMITH');
  });

  it('leaves the arrangement of windows behind, and says what somebody wrote', () => {
    const notes = { note1: { text: 'for Jane', position: { x: 0, y: 0 }, width: 100, colour: 'blue' as const } };
    const shared = networkToShare({ ...mask, notes, view: { open: [], layout: { deep: [1] } } }, false);
    expect(shared.view).toEqual({ open: [] });
    expect(contentsOf(shared).texts).toContain('for Jane');
  });

  it('is a PNG file that others read', () => {
    expect(pngChunks(pngWithNetwork(png, 'text'), 'a.png').data).toEqual(pngChunks(png, 'a.png').data);
  });

  it('is told from a picture that holds none', async () => {
    const kind = (name: string, content: Uint8Array) => kindOf({ file: file(name, content), path: name }, ['.png']);
    expect(await kind('a.png', pngWithNetwork(png, '{}'))).toEqual({ kind: 'graph' });
    expect(await kind('a.png', png)).toEqual({ kind: 'image', isPicture: true });
  });
});

describe('a picture of a network', () => {
  it('is made of shapes and escaped text alone, whatever the network holds', () => {
    const hostile = [
      '</svg><script>alert(1)</script>',
      '"><image href="http://x"/>',
      '<foreignObject>',
      '\u0000\ud800&lt;',
    ];
    fc.assert(
      fc.property(hostileDocument, fc.constantFrom(...hostile), (document, text) => {
        const note = { text, position: { x: 0, y: 0 }, width: 900, colour: 'red' as const };
        const groups = { g: { title: text, colour: 'blue' as const } };
        const svg = draw({ ...document, groups, notes: { n: note } });
        const tags = svg.match(/<[^>]*>/g) ?? [];
        expect(tags.filter((tag) => !/^<\/?(svg|title|metadata|rect|path|text|g)[ />]/.test(tag))).toEqual([]);
        expect(tags.join('')).not.toMatch(/\son\w+=|href|url\(|style/);
        expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;)|[\p{Cs}\p{Cn}]/u);
        expect(svg.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 60 },
    );
  });

  it('is there of an empty network too', () => {
    expect(draw(emptyDocument)).toMatch(/^<svg [^>]*width="\d+" height="\d+"/);
  });
});

describe('a picture or a link that is not what it should be', () => {
  const packed = zlibSync(Buffer.from('{"version":1,"nodes":{}}'));
  const head = Buffer.from('Voxgraph network\0\x01\0\0\0', 'latin1');
  it.each<[string, File, RegExp]>([
    ['a PNG picture without a network', file('a.png', png), /holds no network/],
    ['an SVG picture without one', file('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'), /holds no network/],
    ['a text called .png', file('a.png', 'Dear radiologist'), /holds no network/],
    ['a network that is cut short', file('a.png', withChunk(Buffer.concat([head, packed.subarray(0, 9)]))), /damaged/],
    ['a network that is noise', file('a.png', withChunk(Buffer.concat([head, Buffer.alloc(99, 7)]))), /damaged/],
    ['a chunk without text', file('a.png', withChunk(head.subarray(0, 18))), /damaged/],
    [
      'text that is no UTF-8',
      file('a.png', withChunk(Buffer.concat([head, zlibSync(Buffer.alloc(9, 255))]))),
      /damaged/,
    ],
    [
      'a network that unpacks to gigabytes',
      file('a.png', withChunk(Buffer.concat([head, deflateSync(Buffer.alloc(2 ** 25 + 1))]))),
      /larger than any network/,
    ],
    [
      'letters in an SVG that are no network',
      file('a.svg', '<metadata id="voxgraph-network">aaaa</metadata>'),
      /damaged/,
    ],
  ])('says so: %s', async (_, given, sentence) => {
    await expect(graphTextOf(given)).rejects.toThrow(sentence);
  });

  it('is refused with a sentence when a link is cut or changed anywhere', () => {
    const { hash } = new URL(linkOf('{"version":1,"nodes":{}}', 'http://here/'));
    for (let end = '#network='.length; end < hash.length - 6; end++) {
      expect(() => textOfLink(hash.slice(0, end))).toThrow(/damaged/);
    }
    expect(() => textOfLink(`${hash}%20`)).toThrow(/damaged/);
    expect(textOfLink('#elsewhere')).toBeUndefined();
  });
});

it('bytes come back from letters that stay what they are in an address', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(toBase64Url(bytes)).toMatch(/^[A-Za-z0-9_-]*$/);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});
