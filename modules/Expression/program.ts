import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { errorAt, type Token, tokensOf } from './tokens.ts';
import { unaryOperations } from './unaryOperations.ts';

/** One step of a stack machine: puts a value on top, or replaces the topmost ones by what an operation makes of them. */
export type Instruction =
  | { readonly kind: 'image'; readonly image: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'operation'; readonly operation: Operation };

/** An expression, ready to run. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** The images that occur, in ascending order. */
  readonly images: readonly number[];
  /** The most values that lie on the stack. */
  readonly depth: number;
  /** Whether it gives 1 and 0 by its form: a comparison, logic. */
  readonly isTruth: boolean;
}

/** The names of the images in their order. */
export const imageNames: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Nested deeper than that, nobody can read it; and the parser's own stack has an end. */
const mostNested = 100;

/** What each level binds, the loosest first. Comparisons do not chain. */
const levels: readonly { readonly signs: readonly string[]; readonly isChained: boolean }[] = [
  { signs: ['or', '||'], isChained: true },
  { signs: ['and', '&&'], isChained: true },
  { signs: ['<', '<=', '>', '>=', '==', '!='], isChained: false },
  { signs: ['+', '-'], isChained: true },
  { signs: ['*', '/', '%'], isChained: true },
];
const negation = 2;
const words: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/**
 * Reads an expression over the images a to f and named numbers. From loose to tight: c ? x : y; or; and; not; comparisons; + -; * / %; signs
 * and !; ** (from the right). Throws, pointing at the character, where it cannot be read.
 */
export function programOf(text: string, numbers: Readonly<Record<string, number>>): Program {
  const tokens = tokensOf(text);
  const instructions: Instruction[] = [];
  const images = new Set<number>();
  let next = 0;
  let height = 0;
  let depth = 0;
  let nested = 0;
  let isTruth = false;

  const peek = (): Token => tokens[next];
  const fail = (token: Token, what: string): Error => errorAt(text, token.at, what);
  const nameOf = (token: Token): string => (token.kind === 'end' ? 'the end' : `"${token.text}"`);

  function accept(...signs: readonly string[]): Token | undefined {
    const token = peek();
    if ((token.kind !== 'sign' && !words.has(token.text)) || !signs.includes(token.text)) return undefined;
    next++;
    return token;
  }

  function expect(sign: string, why: string): void {
    if (!accept(sign)) throw fail(peek(), `"${sign}" is missing before ${nameOf(peek())}: ${why}`);
  }

  function emit(instruction: Instruction): void {
    instructions.push(instruction);
    height += instruction.kind === 'operation' ? 1 - instruction.operation.run.takes : 1;
    depth = Math.max(depth, height);
    isTruth = instruction.kind === 'operation' && instruction.operation.gives === 'Truth';
  }

  function apply(operation: Operation | undefined): void {
    if (operation) emit({ kind: 'operation', operation });
  }

  function nest(read: () => void): void {
    if (++nested > mostNested)
      throw fail(peek(), `more than ${mostNested} parts lie within each other: put a part of it into another module`);
    read();
    nested--;
  }

  function choice(): void {
    nest(() => level(0));
    const question = accept('?');
    if (!question) return;
    nest(choice);
    expect(':', 'a choice is written condition ? value : other value');
    nest(choice);
    apply(operations.where);
  }

  function level(n: number): void {
    if (n === negation && accept('not')) {
      nest(() => level(negation));
      apply(unaryOperations.not);
      return;
    }
    if (n === levels.length) {
      signed();
      return;
    }
    level(n + 1);
    const { signs, isChained } = levels[n];
    for (let count = 0; ; count++) {
      const sign = accept(...signs);
      if (!sign) return;
      if (count > 0 && !isChained) throw fail(sign, 'comparisons do not chain: write a < b and b < c');
      level(n + 1);
      apply(operations[sign.text === '||' ? 'or' : sign.text === '&&' ? 'and' : sign.text]);
    }
  }

  function signed(): void {
    const sign = accept('-', '+', '!');
    if (!sign) {
      power();
      return;
    }
    nest(signed);
    if (sign.text !== '+') apply(sign.text === '-' ? unaryOperations.negative : unaryOperations.not);
  }

  function power(): void {
    value();
    if (!accept('**')) return;
    nest(signed);
    apply(operations['**']);
  }

  function value(): void {
    const token = peek();
    if (accept('(')) {
      choice();
      expect(')', 'a bracket is still open');
      return;
    }
    if (token.kind === 'number') {
      next++;
      emit({ kind: 'constant', value: Number(token.text) });
      return;
    }
    if (token.kind !== 'name' || words.has(token.text)) throw fail(token, `a value is missing before ${nameOf(token)}`);
    next++;
    if (accept('(')) call(token);
    else named(token);
  }

  function named(token: Token): void {
    const image = imageNames.indexOf(token.text);
    if (image >= 0) {
      images.add(image);
      emit({ kind: 'image', image });
      return;
    }
    if (Object.hasOwn(numbers, token.text)) {
      emit({ kind: 'constant', value: numbers[token.text] });
      return;
    }
    const isFunction = functionNamed(token.text) !== undefined;
    const known = `${imageNames.join(', ')} are images, ${Object.keys(numbers).join(', ')} numbers`;
    throw fail(token, isFunction ? `"${token.text}" needs a "(" behind it` : `"${token.text}" is unknown: ${known}`);
  }

  function call(token: Token): void {
    const operation = functionNamed(token.text);
    if (!operation) throw fail(token, `there is no function "${token.text}": ${functionNames.join(', ')} are known`);
    const { takes } = operation.run;
    const isOpen = token.text === 'min' || token.text === 'max';
    let count = 0;
    do {
      nest(choice);
      count++;
      // min and max take any number of values, two by two.
      if (isOpen && count > 1) apply(operation);
    } while (accept(','));
    expect(')', `the values of ${token.text} are parted by commas`);
    if (isOpen ? count < 2 : count !== takes) {
      throw fail(token, `${token.text} takes ${isOpen ? 'two or more' : takes} values, not ${count}`);
    }
    if (!isOpen) apply(operation);
  }

  if (peek().kind === 'end') throw new Error('There is no expression: write one, such as (a - b) / 2');
  choice();
  if (peek().kind !== 'end') throw fail(peek(), `${nameOf(peek())} was not expected: a sign or the end`);
  return { instructions, images: [...images].toSorted(), depth, isTruth };
}

const hidden: ReadonlySet<string> = new Set(['negative', 'not', 'and', 'or']);
const functionNames = [...Object.keys(unaryOperations), ...Object.keys(operations)].filter(
  (name) => /^[a-z]/.test(name) && !hidden.has(name),
);

function functionNamed(name: string): Operation | undefined {
  if (!functionNames.includes(name)) return undefined;
  return unaryOperations[name] ?? operations[name];
}
