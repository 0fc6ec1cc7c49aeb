import type { FocusEvent, KeyboardEvent } from 'react';
import { endGesture, select, useApp } from '#src/app/store.ts';
import { openNode } from './openNode.ts';
import { inspectWire } from './useWires.ts';

/** What the keys do on a module or a connection that has the focus; the keys of commands are elsewhere. */
export function useCanvasKeys() {
  return { onFocus: selectFocused, onKeyDown: openFocused, onKeyUp: endGesture };
}

/** The commands work on what is selected, so what the Tab key reaches is selected; several selected ones are left alone. */
function selectFocused({ target }: FocusEvent): void {
  if (!isNode(target) || !target.matches(':focus-visible') || useApp.getState().selection.length > 1) return;
  select([target.dataset.id]);
}

function openFocused(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (isNode(target)) openNode(target.dataset.id, event.altKey);
  else if (target instanceof SVGElement && target.classList.contains('react-flow__edge')) {
    inspectWire(target.dataset.id ?? '');
  }
}

function isNode(target: EventTarget): target is HTMLElement & { dataset: { id: string } } {
  return target instanceof HTMLElement && target.classList.contains('react-flow__node') && Boolean(target.dataset.id);
}
