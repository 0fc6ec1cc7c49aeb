import { nodeOf } from '#src/graph/document.ts';
import { membersOf } from '#src/graph/frames.ts';
import { thingOf } from './canvas/flowIds.ts';
import { currentDocument, useApp } from './store.ts';

/** The selected modules, and those in selected groups, each once. */
export function selectedNodes(): string[] {
  const document = currentDocument();
  const { selection } = useApp.getState();
  const inGroups = selectedGroups().flatMap((group) => membersOf(document, group));
  return [...new Set([...selection.filter((name) => nodeOf(document, name)), ...inGroups])];
}

/** The ids of the selected groups. */
export function selectedGroups(): string[] {
  return framesOfKind('group');
}

/** The ids of the selected notes. */
export function selectedNotes(): string[] {
  return framesOfKind('note');
}

function framesOfKind(kind: 'group' | 'note'): string[] {
  return useApp.getState().selectedFrames.flatMap((flowId) => {
    const thing = thingOf(flowId);
    return thing.kind === kind ? [thing.id] : [];
  });
}
