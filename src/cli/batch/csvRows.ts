/** The most characters of one row. */
const maxRow = 2 ** 20;

/**
 * The rows of a CSV text (RFC 4180), one at a time: cells between commas, semicolons or tabs, whichever the first line has most of;
 * "" within quotes is a quote. Empty lines are left out. Throws when a quote is not closed or a row is longer than a mebibyte.
 */
export function* csvRows(chunks: Iterable<string>): Generator<string[]> {
  let rest = '';
  let separator: string | undefined;
  for (const chunk of chunks) {
    rest += chunk;
    for (let end = rowEnd(rest); end !== -1; end = rowEnd(rest)) {
      const line = rest.slice(0, end).replace(/\r$/, '');
      rest = rest.slice(end + 1);
      separator ??= separatorOf(line);
      if (line.trim() !== '') yield cells(line, separator);
    }
    if (rest.length > maxRow) throw new Error(`a row has more than ${maxRow} characters: is a quote missing?`);
  }
  if (rest.trim() === '') return;
  if (rest.split('"').length % 2 === 0) throw new Error('the last quote is not closed');
  yield cells(rest.replace(/\r$/, ''), separator ?? separatorOf(rest));
}

/** Where the first row ends, which is at a line feed outside of quotes; -1 where it does not end yet. */
function rowEnd(text: string): number {
  let isOpen = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === 34) isOpen = !isOpen;
    else if (letter === 10 && !isOpen) return at;
  }
  return -1;
}

function separatorOf(line: string): string {
  const count = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function cells(line: string, separator: string): string[] {
  const found: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let cell = '';
      for (at++; at < line.length; at++) {
        if (line[at] !== '"') cell += line[at];
        else if (line[at + 1] === '"') cell += line[at++];
        else break;
      }
      const next = line.indexOf(separator, at + 1);
      // What follows a closed quote belongs to the cell, as spreadsheets read it.
      cell += line.slice(at + 1, next === -1 ? line.length : next);
      found.push(cell);
      if (next === -1) return found;
      at = next + 1;
    } else {
      const next = line.indexOf(separator, at);
      found.push(line.slice(at, next === -1 ? line.length : next));
      if (next === -1) return found;
      at = next + 1;
    }
  }
  return found;
}
