import type { GraphDocument } from '#src/graph/document.ts';
import { serializeGraph } from '#src/graph/file.ts';
import type { History } from './history.ts';

/** The most steps of a network that outlive the page, and the most characters of their texts together; the nearest ones are kept. */
const maxSteps = 100;
const maxCharacters = 4 * 1024 * 1024;

/** The names in the journal of the steps of one network, and the text of each. */
export interface NamedSteps {
  /** The nearest one last. */
  readonly past: readonly string[];
  /** The nearest one first. */
  readonly future: readonly string[];
  readonly textOf: ReadonlyMap<string, () => string>;
}

interface NamedStep {
  readonly name: string;
  readonly length: number;
}

/** Each step is written once, under a name that no other page gives. */
const named = new WeakMap<GraphDocument, NamedStep>();
const page = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
let count = 0;

function stepOf(document: GraphDocument): NamedStep {
  const known = named.get(document);
  if (known) return known;
  count++;
  return nameStep(document, `${page}-${count}`, serializeGraph(document).length);
}

function nameStep(document: GraphDocument, name: string, length: number): NamedStep {
  const step = { name, length };
  named.set(document, step);
  return step;
}

const knownSteps = new WeakMap<History['past'], { readonly future: History['future']; readonly steps: NamedSteps }>();

/** The steps of a history that the journal keeps: of the past first, and of what was undone as many as there is room for then. */
export function namedSteps({ past, future }: Pick<History, 'past' | 'future'>): NamedSteps {
  const known = knownSteps.get(past);
  // While a field is dragged only the present changes.
  if (known?.future === future) return known.steps;
  const steps = findSteps(past, future);
  knownSteps.set(past, { future, steps });
  return steps;
}

function findSteps(past: History['past'], future: History['future']): NamedSteps {
  const textOf = new Map<string, () => string>();
  let room = maxCharacters;
  const takeAll = (nearestFirst: Iterable<GraphDocument>): string[] => {
    const taken: string[] = [];
    for (const document of nearestFirst) {
      if (textOf.size >= maxSteps) break;
      const { name, length } = stepOf(document);
      room -= length;
      if (room < 0) break;
      taken.push(name);
      textOf.set(name, () => serializeGraph(document));
    }
    return taken;
  };
  return { past: takeAll(backwards(past)).reverse(), future: takeAll(future), textOf };
}

function* backwards<T>(list: readonly T[]): Generator<T> {
  for (let n = list.length - 1; n >= 0; n--) yield list[n];
}

/** What stands in an entry of the journal of its steps; it may come from another version, or from a broken disk. */
interface KeptNames {
  readonly past?: unknown;
  readonly future?: unknown;
}

/**
 * The steps that an entry names, as far as they can be read: on either side those beyond one that is missing or cannot be opened are left
 * out, since undo goes step by step. Under the same limits as what is written, whatever the entry says.
 */
export function openSteps(
  entry: KeptNames,
  texts: ReadonlyMap<string, string>,
  open: (text: string) => GraphDocument | undefined,
): Pick<History, 'past' | 'future'> {
  let steps = 0;
  let room = maxCharacters;
  const openAll = (nearestFirst: readonly unknown[]): GraphDocument[] => {
    const opened: GraphDocument[] = [];
    for (const name of nearestFirst) {
      const text = typeof name === 'string' ? texts.get(name) : undefined;
      if (typeof name !== 'string' || text === undefined) break;
      steps++;
      room -= text.length;
      if (steps > maxSteps || room < 0) break;
      const document = open(text);
      if (!document) break;
      nameStep(document, name, text.length);
      opened.push(document);
    }
    return opened;
  };
  const past = openAll(listOf(entry.past).toReversed()).reverse();
  return { past, future: openAll(listOf(entry.future)) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
