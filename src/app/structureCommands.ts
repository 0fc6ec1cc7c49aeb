import { alignSelection, arrangeAutomatically, arrangeableCount, distributeSelection } from './arrangeActions.ts';
import type { Command } from './command.ts';
import {
  addNoteHere,
  canFold,
  canUngroup,
  foldSelection,
  groupSelection,
  isFlow,
  toggleFlow,
  ungroupSelection,
} from './frameActions.ts';
import { canDetach, detachSelection, searchSwap } from './rewireActions.ts';
import { searchAfter } from './searchAfter.ts';
import { selectedNodes } from './selected.ts';
import { currentDocument, useApp } from './store.ts';
import { commandTexts } from './texts/commands.ts';

const hasNodes = () => selectedNodes().length > 0;
const isOne = () => useApp.getState().selection.length === 1;
const atLeast = (count: number) => () => arrangeableCount() >= count;

/** What builds and arranges a network: connections, groups, notes, places. */
export const structureCommands = {
  searchAfter: {
    id: 'searchAfter',
    title: commandTexts.searchAfter,
    keys: ['Mod+Shift+Enter'],
    isEnabled: isOne,
    do: searchAfter,
  },
  connect: {
    id: 'connect',
    title: commandTexts.connect,
    keys: ['Mod+Enter'],
    isEnabled: isOne,
    do: () => useApp.setState(({ selection: [node] }) => ({ palette: { kind: 'connect', node } })),
  },
  swap: {
    id: 'swap',
    title: commandTexts.swap,
    keys: ['Mod+Shift+X'],
    isEnabled: isOne,
    do: searchSwap,
  },
  detach: {
    id: 'detach',
    title: commandTexts.detach,
    keys: ['Mod+Shift+D'],
    isEnabled: canDetach,
    do: detachSelection,
  },
  bypass: {
    id: 'bypass',
    title: commandTexts.bypass,
    keys: ['Mod+B'],
    isEnabled: hasNodes,
    isOn: () => isFlow('bypass'),
    do: () => toggleFlow('bypass'),
  },
  switchOff: {
    id: 'switchOff',
    title: commandTexts.switchOff,
    keys: ['Mod+M'],
    isEnabled: hasNodes,
    isOn: () => isFlow('off'),
    do: () => toggleFlow('off'),
  },
  group: { id: 'group', title: commandTexts.group, keys: ['Mod+G'], isEnabled: hasNodes, do: groupSelection },
  ungroup: {
    id: 'ungroup',
    title: commandTexts.ungroup,
    keys: ['Mod+Shift+G'],
    isEnabled: canUngroup,
    do: ungroupSelection,
  },
  fold: { id: 'fold', title: commandTexts.fold, keys: ['Mod+.'], isEnabled: canFold, do: foldSelection },
  note: { id: 'note', title: commandTexts.note, do: addNoteHere },
  arrange: {
    id: 'arrange',
    title: commandTexts.arrange,
    keys: ['Mod+1'],
    isEnabled: () => Object.keys(currentDocument().nodes).length > 1,
    do: () => void arrangeAutomatically(),
  },
  alignLeft: {
    id: 'alignLeft',
    title: commandTexts.alignLeft,
    isEnabled: atLeast(2),
    do: () => alignSelection('left'),
  },
  alignCentre: {
    id: 'alignCentre',
    title: commandTexts.alignCentre,
    isEnabled: atLeast(2),
    do: () => alignSelection('centre'),
  },
  alignRight: {
    id: 'alignRight',
    title: commandTexts.alignRight,
    isEnabled: atLeast(2),
    do: () => alignSelection('right'),
  },
  alignTop: { id: 'alignTop', title: commandTexts.alignTop, isEnabled: atLeast(2), do: () => alignSelection('top') },
  alignMiddle: {
    id: 'alignMiddle',
    title: commandTexts.alignMiddle,
    isEnabled: atLeast(2),
    do: () => alignSelection('middle'),
  },
  alignBottom: {
    id: 'alignBottom',
    title: commandTexts.alignBottom,
    isEnabled: atLeast(2),
    do: () => alignSelection('bottom'),
  },
  distributeX: {
    id: 'distributeX',
    title: commandTexts.distributeX,
    isEnabled: atLeast(3),
    do: () => distributeSelection('x'),
  },
  distributeY: {
    id: 'distributeY',
    title: commandTexts.distributeY,
    isEnabled: atLeast(3),
    do: () => distributeSelection('y'),
  },
  snap: {
    id: 'snap',
    title: commandTexts.snap,
    isOn: () => useApp.getState().isSnapping,
    do: () => useApp.setState(({ isSnapping }) => ({ isSnapping: !isSnapping })),
  },
} as const satisfies Record<string, Command>;
