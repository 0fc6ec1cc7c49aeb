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

const hasNodes = () => selectedNodes().length > 0;
const isOne = () => useApp.getState().selection.length === 1;
const atLeast = (count: number) => () => arrangeableCount() >= count;

/** What builds and arranges a network: connections, groups, notes, places. */
export const structureCommands = {
  searchAfter: {
    id: 'searchAfter',
    title: 'Add what fits…',
    keys: ['Mod+Shift+Enter'],
    isEnabled: isOne,
    do: searchAfter,
  },
  connect: {
    id: 'connect',
    title: 'Connect…',
    keys: ['Mod+Enter'],
    isEnabled: isOne,
    do: () => useApp.setState(({ selection: [node] }) => ({ palette: { kind: 'connect', node } })),
  },
  swap: {
    id: 'swap',
    title: 'Swap for another module…',
    keys: ['Mod+Shift+X'],
    isEnabled: isOne,
    do: searchSwap,
  },
  detach: {
    id: 'detach',
    title: 'Take out of the network',
    keys: ['Mod+Shift+D'],
    isEnabled: canDetach,
    do: detachSelection,
  },
  bypass: {
    id: 'bypass',
    title: 'Bypass',
    keys: ['Mod+B'],
    isEnabled: hasNodes,
    isOn: () => isFlow('bypass'),
    do: () => toggleFlow('bypass'),
  },
  switchOff: {
    id: 'switchOff',
    title: 'Switch off',
    keys: ['Mod+M'],
    isEnabled: hasNodes,
    isOn: () => isFlow('off'),
    do: () => toggleFlow('off'),
  },
  group: { id: 'group', title: 'Group', keys: ['Mod+G'], isEnabled: hasNodes, do: groupSelection },
  ungroup: {
    id: 'ungroup',
    title: 'Ungroup',
    keys: ['Mod+Shift+G'],
    isEnabled: canUngroup,
    do: ungroupSelection,
  },
  fold: { id: 'fold', title: 'Fold or unfold the group', keys: ['Mod+.'], isEnabled: canFold, do: foldSelection },
  note: { id: 'note', title: 'Add note', do: addNoteHere },
  arrange: {
    id: 'arrange',
    title: 'Arrange automatically',
    keys: ['Mod+1'],
    isEnabled: () => Object.keys(currentDocument().nodes).length > 1,
    do: () => void arrangeAutomatically(),
  },
  alignLeft: { id: 'alignLeft', title: 'Align left edges', isEnabled: atLeast(2), do: () => alignSelection('left') },
  alignCentre: {
    id: 'alignCentre',
    title: 'Align centres',
    isEnabled: atLeast(2),
    do: () => alignSelection('centre'),
  },
  alignRight: {
    id: 'alignRight',
    title: 'Align right edges',
    isEnabled: atLeast(2),
    do: () => alignSelection('right'),
  },
  alignTop: { id: 'alignTop', title: 'Align top edges', isEnabled: atLeast(2), do: () => alignSelection('top') },
  alignMiddle: {
    id: 'alignMiddle',
    title: 'Align middles',
    isEnabled: atLeast(2),
    do: () => alignSelection('middle'),
  },
  alignBottom: {
    id: 'alignBottom',
    title: 'Align bottom edges',
    isEnabled: atLeast(2),
    do: () => alignSelection('bottom'),
  },
  distributeX: {
    id: 'distributeX',
    title: 'Distribute across',
    isEnabled: atLeast(3),
    do: () => distributeSelection('x'),
  },
  distributeY: {
    id: 'distributeY',
    title: 'Distribute down',
    isEnabled: atLeast(3),
    do: () => distributeSelection('y'),
  },
  snap: {
    id: 'snap',
    title: 'Snap to the grid',
    isOn: () => useApp.getState().isSnapping,
    do: () => useApp.setState(({ isSnapping }) => ({ isSnapping: !isSnapping })),
  },
} as const satisfies Record<string, Command>;
