/** A piece of a line of text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly parts: readonly Inline[] }
  | { readonly kind: 'link'; readonly parts: readonly Inline[]; readonly address: string };

/** A piece of a note. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly parts: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

/**
 * A note as blocks: the part of Markdown (as CommonMark has it) that a note needs. Headings of three levels, lists of one level,
 * fenced code, paragraphs; in them bold, italic, code, and links to http and https. All else, HTML before all, is plain text.
 */
export function parseMarkdown(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let n = 0;
  while (n < lines.length) {
    const line = lines[n];
    const heading = /^(#{1,3})\s+(.*)$/.exec(line);
    if (line.trim() === '') {
      n++;
    } else if (line.startsWith('```')) {
      const end = lines.findIndex((other, m) => m > n && other.startsWith('```'));
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(n + 1, last).join('\n') });
      n = last + 1;
    } else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1].length, parts: parseInline(heading[2]) });
      n++;
    } else if (itemOf(line)) {
      const isOrdered = itemOf(line)?.isOrdered === true;
      const items: Inline[][] = [];
      for (let item = itemOf(line); item && item.isOrdered === isOrdered; item = itemOf(lines[++n] ?? '')) {
        items.push(parseInline(item.text));
      }
      blocks.push({ kind: 'list', isOrdered, items });
    } else {
      const start = n;
      // The first line is one of a paragraph in any case.
      do n++;
      while (n < lines.length && isParagraph(lines[n]));
      blocks.push({ kind: 'paragraph', parts: parseInline(lines.slice(start, n).join('\n')) });
    }
  }
  return blocks;
}

function itemOf(line: string): { readonly isOrdered: boolean; readonly text: string } | undefined {
  const found = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/.exec(line);
  return found ? { isOrdered: found[1] !== undefined, text: found[2] } : undefined;
}

function isParagraph(line: string): boolean {
  return line.trim() !== '' && !/^#{1,3}\s/.test(line) && !line.startsWith('```') && !itemOf(line);
}

/** Deeper than anybody writes: what a hostile note nests further stays text. */
const maxDepth = 4;

// What each mark looks like. Each is at most some hundred characters long, so that no note takes long to read.
const marks =
  /`([^`]{1,400})`|\*\*((?:[^*]|\*(?!\*)|\*(?=\*\*(?!\*))){1,400})\*\*|__([^_]{1,400})__|\*([^*\s][^*]{0,400})\*|(?<![\p{L}\p{N}])_([^_\s][^_]{0,400})_(?![\p{L}\p{N}])|\[([^\][]{1,400})\]\(([^()\s]{1,1000})\)/gu;

function parseInline(text: string, depth = 0): Inline[] {
  if (depth >= maxDepth) return [{ kind: 'text', text }];
  const parts: Inline[] = [];
  let done = 0;
  for (const match of text.matchAll(marks)) {
    const part = markOf(match, depth);
    if (!part) continue;
    if (match.index > done) parts.push({ kind: 'text', text: text.slice(done, match.index) });
    parts.push(part);
    done = match.index + match[0].length;
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) });
  return parts;
}

function markOf(match: RegExpMatchArray, depth: number): Inline | undefined {
  const [, code, bold, otherBold, italic, otherItalic, label, address] = match;
  if (code !== undefined) return { kind: 'code', text: code };
  const strong = bold ?? otherBold;
  if (strong !== undefined) return { kind: 'bold', parts: parseInline(strong, depth + 1) };
  const slanted = italic ?? otherItalic;
  if (slanted !== undefined) return { kind: 'italic', parts: parseInline(slanted, depth + 1) };
  // Only these lead to a page; `javascript:` and the like would run what a stranger wrote.
  if (!/^https?:\/\//i.test(address)) return undefined;
  return { kind: 'link', parts: parseInline(label, depth + 1), address };
}
