import { modules } from '#modules/index.ts';
import type { Flow, FrameColour, Position } from '#src/graph/document.ts';
import { nodeOf, own } from '#src/graph/document.ts';
import {
  addNote,
  freeFrameId,
  groupNodes,
  groupOfNode,
  membersOf,
  setFlow,
  setGroup,
  setNote,
  ungroupNodes,
  whyNoFrame,
} from '#src/graph/frames.ts';
import { whyNotBypass } from '#src/graph/passedSource.ts';
import { selectOnly } from './actions.ts';
import { canvasView } from './canvas/canvasView.ts';
import { groupFlowId, noteFlowId, thingOf } from './canvas/flowIds.ts';
import type { Size } from './canvas/groupBox.ts';
import { selectedGroups, selectedNodes } from './selected.ts';
import { currentDocument, edit, notify, useApp } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { noticeTexts } from './texts/notices.ts';

/** Puts the selected modules into a new group, whose title can be typed at once. */
export function groupSelection(): void {
  const names = selectedNodes();
  const { groups } = currentDocument();
  const why = whyNoFrame(groups);
  if (why) notify('warning', why);
  if (why || names.length === 0) return;
  const id = freeFrameId(groups, 'group');
  edit(groupNodes(names, id, { title: noticeTexts.edits.newGroup(id.slice('group'.length)), colour: 'blue' }));
  selectOnly([], [groupFlowId(id)]);
  useApp.setState({ renaming: groupFlowId(id) });
}

/** Takes the selected modules, or all that are in the selected groups, out of their groups. */
export function ungroupSelection(): void {
  const names = selectedNodes();
  edit(ungroupNodes(names));
  selectOnly(names);
}

/** Whether anything that is selected is in a group. */
export function canUngroup(): boolean {
  const document = currentDocument();
  return selectedNodes().some((name) => groupOfNode(document, name) !== undefined);
}

/** Puts the selected modules into a group that is there. */
export function addToGroup(id: string): void {
  const group = own(currentDocument().groups ?? {}, id);
  if (group) edit(groupNodes(selectedNodes(), id, group));
}

/** The groups that are meant: the selected ones, else those in which a selected module is. */
function meantGroups(): string[] {
  const chosen = selectedGroups();
  const document = currentDocument();
  if (chosen.length > 0) return chosen;
  return [...new Set(useApp.getState().selection.flatMap((name) => groupOfNode(document, name) ?? []))];
}

export function canFold(): boolean {
  return meantGroups().length > 0;
}

/** Folds the groups that are selected or whose modules are, or unfolds them when all are folded. */
export function foldSelection(): void {
  foldGroups(meantGroups());
}

/** Folds groups, or unfolds them when all are folded. */
export function foldGroups(ids: readonly string[]): void {
  const { groups = {} } = currentDocument();
  const folded = !ids.every((id) => own(groups, id)?.folded);
  edit((draft) => {
    for (const id of ids) setGroup(id, { folded })(draft);
  });
  // What is hidden in a group cannot be selected.
  selectOnly([], ids.map(groupFlowId));
}

/** Gives groups and notes a colour. */
export function colourFrame(flowId: string, colour: FrameColour): void {
  const { kind, id } = thingOf(flowId);
  edit(kind === 'group' ? setGroup(id, { colour }) : setNote(id, { colour }));
}

/** Adds an empty note under the pointer, ready to be written. */
export function addNoteHere(): void {
  const { notes } = currentDocument();
  const why = whyNoFrame(notes);
  if (why) {
    notify('warning', why);
    return;
  }
  const id = freeFrameId(notes, 'note');
  const width = 220;
  const position = freeSpot(canvasView.pointer(), { width, height: 90 });
  edit(addNote(id, { text: '', position, width, colour: 'yellow' }));
  selectOnly([], [noteFlowId(id)]);
  useApp.setState({ renaming: noteFlowId(id) });
}

/** The place itself, or the first to the right of all that lies there. */
function freeSpot(at: Position, size: Size): Position {
  const document = currentDocument();
  const boxes = [
    ...Object.entries(document.nodes).flatMap(([name, node]) => (node ? [{ id: name, ...node.position }] : [])),
    ...Object.entries(document.notes ?? {}).flatMap(([id, note]) =>
      note ? [{ id: noteFlowId(id), ...note.position }] : [],
    ),
  ].map((box) => ({ ...box, ...canvasView.sizeOf(box.id) }));
  const gap = 16;
  let { x } = at;
  // Each turn passes a box for good, so there are no more turns than boxes.
  for (;;) {
    const hit = boxes.find(
      (box) =>
        x < box.x + box.width + gap &&
        x + size.width + gap > box.x &&
        at.y < box.y + box.height + gap &&
        at.y + size.height + gap > box.y,
    );
    if (!hit) return { x: Math.round(x), y: Math.round(at.y) };
    x = hit.x + hit.width + gap;
  }
}

/** Whether every selected module has this flow. */
export function isFlow(flow: Flow): boolean {
  const document = currentDocument();
  const names = selectedNodes();
  return names.length > 0 && names.every((name) => nodeOf(document, name)?.flow === flow);
}

/** Bypasses the selected modules or switches them off, or lets them run again where all were so already. */
export function toggleFlow(flow: Flow): void {
  const names = selectedNodes();
  if (isFlow(flow)) {
    edit(setFlow(names, undefined));
    return;
  }
  const refused = flow === 'off' ? [] : names.filter((name) => whyNotBypassNode(name) !== undefined);
  const fitting = names.filter((name) => !refused.includes(name));
  edit(setFlow(fitting, flow));
  if (refused.length > 0) {
    const [first] = refused;
    const why = whyNotBypassNode(first) ?? '';
    notify('info', refused.length === 1 ? why : noticeTexts.edits.notBypassed(refused.length, why));
  }
}

function whyNotBypassNode(name: string): string | undefined {
  const node = nodeOf(currentDocument(), name);
  const module = node && modules.get(node.module);
  return module ? whyNotBypass(module) : noticeTexts.edits.unknownNotBypassed(name);
}

/** The title of a group with the number of modules in it, for menus. */
export function groupChoices(): readonly { readonly id: string; readonly title: string }[] {
  const document = currentDocument();
  return Object.entries(document.groups ?? {}).flatMap(([id, group]) =>
    group
      ? [
          {
            id,
            title: noticeTexts.edits.groupChoice(group.title || commonTexts.untitled, membersOf(document, id).length),
          },
        ]
      : [],
  );
}
