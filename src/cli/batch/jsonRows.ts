/** The most characters of one row. */
const maxRow = 2 ** 20;

/**
 * The objects of a JSON array, one at a time, so that it is never in memory as a whole. Throws when the text is no array of objects,
 * or one of them is longer than a mebibyte.
 */
export function* jsonRows(chunks: Iterable<string>): Generator<Readonly<Record<string, unknown>>> {
  let state = 'before' as 'before' | 'between' | 'within' | 'after';
  let [row, depth, isText, isEscaped, count] = ['', 0, false, false, 0];
  for (const chunk of chunks) {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const letter = chunk[at];
      if (state === 'within') {
        if (isEscaped) isEscaped = false;
        else if (isText) {
          if (letter === '\\') isEscaped = true;
          if (letter === '"') isText = false;
        } else if (letter === '"') isText = true;
        else if (letter === '{' || letter === '[') depth++;
        else if ((letter === '}' || letter === ']') && --depth === 0) {
          yield parsed(row + chunk.slice(start, at + 1), ++count);
          row = '';
          state = 'between';
        }
        continue;
      }
      if (/[\s\ufeff]/.test(letter)) continue;
      if (state === 'before' && letter === '[') state = 'between';
      else if (state === 'between' && letter === '{') {
        state = 'within';
        start = at;
        depth = 1;
      } else if (state === 'between' && letter === ']') state = 'after';
      else if (state !== 'between' || letter !== ',' || count === 0) {
        throw new Error(`an array of objects is expected, and ${JSON.stringify(letter)} comes after object ${count}`);
      }
    }
    if (state === 'within') row += chunk.slice(start);
    if (row.length > maxRow) throw new Error(`object ${count + 1} has more than ${maxRow} characters`);
  }
  if (state !== 'after')
    throw new Error(`it ends within ${state === 'before' ? 'nothing' : 'its array'}: it is cut short`);
}

function parsed(text: string, number: number): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`object ${number} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}
