import { expect, it } from 'vitest';
import { parseMarkdown } from './markdown.ts';

const text = (words: string) => ({ kind: 'text', text: words });

/** The letters a of everything that is read as text. */
function lettersOf(read: unknown): string {
  if (typeof read !== 'object' || read === null) return '';
  return Object.entries(read)
    .map(([key, value]) => (key === 'text' ? String(value).replaceAll(/[^a]/g, '') : lettersOf(value)))
    .join('');
}

it('reads headings, paragraphs, lists and code', () => {
  expect(parseMarkdown('# Skull\nremove it\nfirst\n\n- one\n- two\n1. then\n```\na < b\n```\nend')).toEqual([
    { kind: 'heading', level: 1, parts: [text('Skull')] },
    { kind: 'paragraph', parts: [text('remove it\nfirst')] },
    { kind: 'list', isOrdered: false, items: [[text('one')], [text('two')]] },
    { kind: 'list', isOrdered: true, items: [[text('then')]] },
    { kind: 'code', text: 'a < b' },
    { kind: 'paragraph', parts: [text('end')] },
  ]);
});

it('reads bold, italic, code and links within a line', () => {
  expect(parseMarkdown('a **b *c*** `d*e*` _f_ my_own_name [g](https://h.org/i)')).toEqual([
    {
      kind: 'paragraph',
      parts: [
        text('a '),
        { kind: 'bold', parts: [text('b '), { kind: 'italic', parts: [text('c')] }] },
        text(' '),
        { kind: 'code', text: 'd*e*' },
        text(' '),
        { kind: 'italic', parts: [text('f')] },
        text(' my_own_name '),
        { kind: 'link', parts: [text('g')], address: 'https://h.org/i' },
      ],
    },
  ]);
});

it.each([
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](data:text/html,x)',
  '**open',
  '[a](b',
  '*',
])('leaves %s as the text that it is', (source) => {
  expect(parseMarkdown(source)).toEqual([{ kind: 'paragraph', parts: [text(source)] }]);
});

it.each(['*', '**', '_', '[', '`', '](', '**a*', '_a '])(
  'reads 20,000 characters of %j, and loses no word of them',
  (piece) => {
    const source = piece.repeat(20_000 / piece.length).trim();
    expect(lettersOf(parseMarkdown(source))).toBe(source.replaceAll(/[^a]/g, ''));
  },
);
