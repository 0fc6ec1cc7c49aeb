import { parseSync } from 'vite';

/** A text that a source file says itself, with its line, from 1 on. Values within it stand as "…". */
export interface ShownText {
  readonly line: number;
  readonly text: string;
}

/** A node of the syntax tree (ESTree with JSX and types); its other parts are nodes, lists of nodes, or plain values. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [part: string]: unknown;
}

/** Where a literal stands: there all that has letters is shown, or only what reads like a text is taken for one. */
type Place = 'shown' | 'anywhere';

/** Attributes and properties whose literals are read or heard. */
const shownNames =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|ariaLabel|title|placeholder|labels?|alt|hint|description|message|text|caption|heads|help|note|empty\w*|unit|annotations|listLabel|closeText|\w+Text)$/;
/** Attributes and properties that hold classes, geometry and other things nobody reads. */
const silentNames =
  /^(className|style|d|points|transform|viewBox|background|rel|accept|data-.*|id|kind|role|type|keys|clipboardKey)$/;
/** Functions that take selectors, media queries, names of formats and of modules, and what a value is compared with. */
const silentCalls =
  /^(querySelector|querySelectorAll|closest|matches|matchMedia|getContext|RegExp|get|has|includes|startsWith|endsWith|useProbe)$/;
/** Functions whose arguments are told to the user; of `notify` the first is the level. */
const sayingCalls: ReadonlyMap<string, number> = new Map([
  ['notify', 1],
  ['announce', 0],
  ['Error', 0],
  ['RangeError', 0],
]);
/** What is shown where its parts are shown, but for conditions, parameters and names. */
const ownPlace = new Set(['test', 'params', 'key']);
const passing = new Set([
  'ArrayExpression',
  'ArrowFunctionExpression',
  'ChainExpression',
  'ConditionalExpression',
  'JSXExpressionContainer',
  'LogicalExpression',
  'ObjectExpression',
  'ParenthesizedExpression',
  'Property',
  'SpreadElement',
  'TemplateLiteral',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
]);
const keyNames =
  /^(Enter|Escape|Delete|Backspace|Tab|Insert|Home|End|Page(Up|Down)|Arrow(Up|Down|Left|Right)|Shift|Control|Alt|Meta|Ctrl|Mod|Space|Numpad\w+)$/;

/** Every text that a TypeScript file shows or says by a literal of its own, in their order. `file` tells whether it has JSX. */
export function shownTexts(file: string, source: string): readonly ShownText[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const found: { readonly start: number; readonly text: string }[] = [];
  const report = (node: Node, text: string) =>
    found.push({ start: node.start, text: text.replace(/\s+/g, ' ').trim() });

  const visit = (node: Node, place: Place): void => {
    const text = textOf(node);
    if (text !== undefined && (node.type === 'JSXText' || place === 'shown' ? hasLetters(text) : readsLikeText(text))) {
      report(node, text);
    }
    const { type } = node;
    const isType = type.startsWith('TS') && !passing.has(type);
    if (isType || type === 'ImportDeclaration' || type === 'Literal' || type === 'Identifier') return;
    const name = nameOf(node);
    if (type === 'JSXElement' && isKey(node)) return;
    if (silentNames.test(name) && /^(JSXAttribute|Property)$/.test(type)) return;
    const isCall = type === 'CallExpression' || type === 'NewExpression';
    if (isCall && silentCalls.test(name)) return;
    const firstSaid = isCall ? (sayingCalls.get(name) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    const passes = passing.has(type) || isSum(node);
    for (const part in node) {
      const children = nodesIn(node[part]);
      if (children.length === 0 || isCode(node, part)) continue;
      const isNamed = part === 'value' && shownNames.test(name);
      const isChild = part === 'children' && (type === 'JSXElement' || type === 'JSXFragment');
      const placeInside = isNamed || isChild ? 'shown' : passes && !ownPlace.has(part) ? place : 'anywhere';
      for (const [n, child] of children.entries()) {
        visit(child, part === 'arguments' && n >= firstSaid ? 'shown' : placeInside);
      }
    }
  };
  visit(program as unknown as Node, 'anywhere');
  return found.map(({ start, text }) => ({ line: source.slice(0, start).split('\n').length, text }));
}

/** The text of a literal or of what stands between tags; undefined of other nodes. */
function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText' || node.type === 'Literal')
    return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return nodesIn(node.quasis)
    .map(({ value }) => (value as { readonly cooked: string }).cooked)
    .join('…');
}

/** The name of an attribute, a property, or the function that is called; empty of other nodes. */
function nameOf({ type, name, key, callee, computed }: Node): string {
  if (type === 'JSXAttribute') return String((name as Node).name);
  if (type === 'Property' && !computed) {
    return String((key as Node).name ?? (key as Node).value);
  }
  const called = callee as Node | undefined;
  return String(called?.name ?? (called?.property as Node | undefined)?.name ?? '');
}

function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** A literal that a value is compared with, or by which a member is named, is a code. */
function isCode({ type, operator, computed }: Node, part: string): boolean {
  if (type === 'SwitchCase') return part === 'test';
  if (type === 'Property' || type === 'MemberExpression') return (part === 'key' || part === 'property') && !computed;
  return type === 'BinaryExpression' && operator !== '+';
}

/** What stands in <kbd> is the name of a key. */
function isKey({ openingElement }: Node): boolean {
  return ((openingElement as Node).name as Node).name === 'kbd';
}

function isSum({ type, operator }: Node): boolean {
  return type === 'BinaryExpression' && operator === '+';
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** Several words, or one with a capital that is no key of the keyboard; markup, paths of drawings, selectors and styles are none. */
function readsLikeText(text: string): boolean {
  const isMarkup = /^\s*<|="/.test(text);
  const isDrawing = /^[MmLlHhVvCcAaZz\d …,.-]+$/.test(text);
  const isSelector = /^[.#[(]/.test(text);
  const isStyle = /^(rgb|linear-gradient)\(|^(bold )?\S*px /.test(text);
  if (isMarkup || isDrawing || isSelector || isStyle) return false;
  return /\p{L}.*\s|\s.*\p{L}/u.test(text) || (/^\p{Lu}\p{Ll}+…?$/u.test(text) && !keyNames.test(text));
}
