/** A piece of an expression, and where it starts: 0 for the first character. */
export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** The longest first, so that "**" is not read as two times "*". */
const signs = [
  '**',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<',
  '>',
  '!',
  '?',
  ':',
  '(',
  ')',
  ',',
];

const advice: Readonly<Partial<Record<string, string>>> = {
  '^': 'a power is written **',
  '=': 'a comparison is written ==',
  '&': 'write "and" instead',
  '|': 'write "or" instead',
  '[': 'voxels cannot be picked by their indices',
  ';': 'there is one expression only',
};

/** The longest expression that is read. */
const mostCharacters = 2000;

/** The tokens of an expression, an end behind them. Throws, naming the character, where none begins. */
export function tokensOf(text: string): Token[] {
  if (text.length > mostCharacters) {
    throw new Error(
      `The expression has ${text.length} characters, more than ${mostCharacters}: put a part of it into another module`,
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest)?.[0];
    if (space) {
      at += space.length;
      continue;
    }
    const number = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i.exec(rest)?.[0];
    const name = /^[a-z_]\w*/i.exec(rest)?.[0];
    const sign = signs.find((each) => rest.startsWith(each));
    const found = number ?? name ?? sign;
    if (found === undefined) throw errorAt(text, at, `"${rest[0]}" means nothing here${adviceFor(rest[0])}`);
    tokens.push({ kind: number ? 'number' : name ? 'name' : 'sign', text: found, at });
    at += found.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function adviceFor(character: string): string {
  const found = advice[character];
  return found ? `: ${found}` : '';
}

/** An error that points at a character, counted from 1, and shows what stands there. */
export function errorAt(text: string, at: number, what: string): Error {
  const before = text.slice(Math.max(0, at - 12), at);
  const after = text.slice(at, at + 12);
  const shown = at >= text.length ? 'the end' : `character ${at + 1}`;
  return new Error(`At ${shown} (${before}»${after}): ${what}`);
}
