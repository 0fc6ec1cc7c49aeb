import { create } from 'zustand';
import type { InputImage } from '#src/engine/observe.ts';
import { keepPerNetwork } from './keepPerNetwork.ts';
import { useApp } from './store.ts';

export type MessageLevel = 'info' | 'warning' | 'error';

/** What a node or the editor had to say, kept until it is cleared. */
export interface Message {
  readonly id: number;
  /** When it was said last, ms since 1970. */
  readonly time: number;
  readonly level: MessageLevel;
  /** The node that said it; undefined for the editor. */
  readonly node: string | undefined;
  readonly text: string;
  /** What to do, where the sentence says it. */
  readonly suggestion: string | undefined;
  /** The images that the run had got. */
  readonly images: readonly InputImage[];
  /** How often it was said in a row of the same. */
  readonly count: number;
}

/** The oldest go first. */
export const maxMessages = 500;

interface Messages {
  readonly messages: readonly Message[];
  /** Only messages of this node are shown, when it is said. */
  readonly filter: string;
}

export const useMessages = create<Messages>(() => ({ messages: [], filter: '' }));

let count = 0;

/** Adds a message. One that was said before, word for word by the same node, moves to the end and counts up instead. */
export function logMessage(
  level: MessageLevel,
  sentence: string,
  of: { readonly node?: string; readonly images?: readonly InputImage[] } = {},
): void {
  const { node, images = [] } = of;
  const { text, suggestion } = splitSuggestion(sentence);
  useMessages.setState(({ messages }) => {
    const isSame = (each: Message) => each.node === node && each.level === level && each.text === text;
    const old = messages.find(isSame);
    const added = {
      id: count++,
      time: Date.now(),
      level,
      node,
      text,
      suggestion,
      images,
      count: (old?.count ?? 0) + 1,
    };
    const rest = old ? messages.filter((each) => each !== old) : messages;
    return { messages: [...rest, added].slice(-maxMessages) };
  });
}

export function clearMessages(): void {
  useMessages.setState({ messages: [] });
}

/** Shows the messages that hold a text: the name of a node, or a word. */
export function filterMessages(filter: string): void {
  useMessages.setState({ filter });
}

const imperatives =
  /^(add|allow|ask|begin|change|check|choose|close|connect|convert|crop|draw|export|free|give|install|leave|load|lower|make|name|open|pick|press|put|raise|read|remove|rename|resample|save|select|set|split|try|turn|unpack|use|write)\b/;

/** A sentence in two: what is wrong and what to do. House rule: an error ends with ": " and what to do, as here: do so. */
export function splitSuggestion(sentence: string): { readonly text: string; readonly suggestion: string | undefined } {
  const at = sentence.lastIndexOf(': ');
  const tail = at < 0 ? '' : sentence.slice(at + 2);
  if (!imperatives.test(tail)) return { text: sentence, suggestion: undefined };
  return { text: sentence.slice(0, at), suggestion: tail[0].toUpperCase() + tail.slice(1) };
}

// What nodes say belongs to their network; what the editor says is read from every one.
keepPerNetwork(
  () => useMessages.getState().messages.filter(({ node }) => node !== undefined),
  (kept = []) =>
    useMessages.setState(({ messages }) => ({
      messages: [...kept, ...messages.filter(({ node }) => node === undefined)].sort((a, b) => a.id - b.id),
      filter: '',
    })),
);

// What is shown to the user for a while can be read here later.
useApp.subscribe((state, before) => {
  if (state.notices === before.notices) return;
  for (const notice of state.notices) if (!before.notices.includes(notice)) logMessage(notice.kind, notice.text);
});
