import type { GraphNode } from './document.ts';
import { isStrokes, strokesText } from './strokes.ts';

/** The texts of nodes, of which an edit changes few. */
const texts = new WeakMap<GraphNode, string>();

/**
 * A node as a file has it, indented by four spaces: fields and inputs by name. A list of more numbers than anybody reads takes one line,
 * and so does each stroke of a drawing: a third of the text, and less of the time that each edit takes to be kept.
 */
export function nodeText(node: GraphNode): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const { module, moduleVersion, position, params, inputs, group, flow } = node;
  const ordered = {
    module,
    moduleVersion,
    position: { x: position.x, y: position.y },
    params: Object.fromEntries(byName(params).map(([name, value]) => [name, isLong(value) ? [] : value])),
    inputs: Object.fromEntries(byName(inputs)),
    ...(group === undefined ? {} : { group }),
    ...(flow === undefined ? {} : { flow }),
  };
  let text = JSON.stringify(ordered, null, 2).replaceAll('\n', '\n    ');
  const indent = '        ';
  for (const [name, value] of Object.entries(params)) {
    if (!isLong(value)) continue;
    // At this depth only parameters have lists, and within the texts of a file there is no line break.
    const start = `\n${indent}${JSON.stringify(name)}: `;
    const list = () => `${start}${isStrokes(value) ? strokesText(value, indent) : JSON.stringify(value)}`;
    text = text.replace(`${start}[]`, list);
  }
  texts.set(node, text);
  return text;
}

function isLong(value: unknown): boolean {
  return Array.isArray(value) && (value.length > 100 || isStrokes(value));
}

function byName<T>(record: Readonly<Record<string, T>>): [name: string, value: T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
