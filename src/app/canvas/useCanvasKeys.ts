import type { FocusEvent, KeyboardEvent } from 'react';
import { modules } from '#modules/index.ts';
import { commandOf } from '#src/app/commands.ts';
import { hasViewer } from '#src/app/moduleKind.ts';
import { focusWindow } from '#src/app/regions.ts';
import { currentDocument, endGesture, select, selectFrames, useApp } from '#src/app/store.ts';
import { nodeOf } from '#src/graph/document.ts';
import { thingOf } from './flowIds.ts';
import { openThing } from './openNode.ts';
import { inspectWire } from './useWires.ts';

/** What the keys do on a module or a connection that has the focus; the keys of commands are elsewhere. */
export function useCanvasKeys() {
  return { onFocus: selectFocused, onKeyDownCapture: chordFirst, onKeyDown: openFocused, onKeyUp: endGesture };
}

/** With Enter the library selects, and with Ctrl it takes that back: a command of such keys would find nothing selected. */
function chordFirst(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isNode(event.target)) return;
  const command = commandOf(event.nativeEvent);
  if (!command || command.isEnabled?.() === false) return;
  event.preventDefault();
  event.stopPropagation();
  command.do();
}

/** The commands work on what is selected, so what the Tab key reaches is selected; several selected ones are left alone. */
function selectFocused({ target }: FocusEvent): void {
  const { selection, selectedFrames } = useApp.getState();
  if (!isNode(target) || !target.matches(':focus-visible') || selection.length + selectedFrames.length > 1) return;
  const { id } = target.dataset;
  const isModule = thingOf(id).kind === 'module';
  select(isModule ? [id] : []);
  selectFrames(isModule ? [] : [id]);
}

function openFocused(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (isNode(target)) openByKey(target.dataset.id, event.altKey);
  else if (target instanceof SVGElement && target.classList.contains('react-flow__edge')) {
    inspectWire(target.dataset.id ?? '');
  }
}

/** What was opened by key is worked in by key; F6 goes back to the network. */
function openByKey(id: string, isAutomatic: boolean): void {
  openThing(id, isAutomatic);
  const { kind, id: name } = thingOf(id);
  if (kind !== 'module') return;
  const module = modules.get(nodeOf(currentDocument(), name)?.module ?? '');
  focusWindow(`${hasViewer(module) && !isAutomatic ? 'viewer' : 'panel'}-${name}`);
}

function isNode(target: EventTarget): target is HTMLElement & { dataset: { id: string } } {
  return target instanceof HTMLElement && target.classList.contains('react-flow__node') && Boolean(target.dataset.id);
}
