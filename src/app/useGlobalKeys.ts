import { useEffect } from 'react';
import { deleteSelection, pasteText, selectionText } from './actions.ts';
import { canvasView } from './canvas/canvasView.ts';
import type { Command } from './command.ts';
import { commandOf } from './commands.ts';

/** Fields whose text is edited by keys that are commands elsewhere, as undo. */
const textFields = 'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable]';

/**
 * Whether the keys belong to what has the focus, a field, a menu, a dialog, or to a dialog that is about to get it. The docking
 * library calls its floating windows dialogs too, but what floats takes the same keys as what is docked.
 */
function isTyping(target: EventTarget | null): boolean {
  return isInOverlay(target) || (target instanceof Element && target.closest(`${textFields}, input, select`) !== null);
}

/** Whether the keys belong to a menu or a dialog. */
function isInOverlay(target: EventTarget | null): boolean {
  return (
    isAsked() ||
    (target instanceof Element && target.closest('[role="menu"], [role="dialog"]:not(.dv-resize-container)') !== null)
  );
}

/**
 * Whether a command is done although a field, menu or dialog has the keys: what is of the window and not of the network is done from
 * all fields, every command with Ctrl or Alt from boxes and lists, which have no text of their own; saving and opening from everywhere.
 */
function isDoneFromField(command: Command, event: KeyboardEvent): boolean {
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  if (isChord && !event.altKey && /^[so]$/i.test(event.key)) return true;
  if (isInOverlay(event.target)) return false;
  const isText = event.target instanceof Element && event.target.closest(textFields) !== null;
  return command.isOfWindow === true || (isChord && !isText);
}

/** Whether a dialog stands over the page. */
function isAsked(): boolean {
  return document.querySelector('.dialog') !== null;
}

/** Whether keys are meant for the network: it has the focus, or nothing has, or a button of the bars that was just pressed. */
function isOnNetwork(target: EventTarget | null): boolean {
  return (
    target === document.body ||
    (target instanceof Element && target.closest('.canvas, .toolbar, .tutorial, .statusbar') !== null)
  );
}

/** The keys of the commands, the clipboard, and typing on the network, which opens the quick search. */
export function useGlobalKeys(): void {
  useEffect(() => {
    // The event of a paste does not tell its keys: with Shift the connections to what is here are pasted too.
    let isShift = false;
    const onKeyDown = (event: KeyboardEvent) => {
      isShift = event.shiftKey;
      if (event.defaultPrevented) return;
      const command = commandOf(event);
      const isChord = event.ctrlKey || event.metaKey || event.altKey;
      if (isTyping(event.target) && !(command && isDoneFromField(command, event))) return;
      const needsNetwork = !isChord && event.key !== 'Escape' && !command?.isOfWindow;
      if (command && (!needsNetwork || isOnNetwork(event.target))) {
        // Under a hand on the mouse Tab adds a module; else it moves the focus, as everywhere, from one press to the next.
        if (event.key === 'Tab' && !canvasView.takePointing()) return;
        if (command.isEnabled?.() === false) return;
        event.preventDefault();
        command.do();
        return;
      }
      const isLetter = event.key.length === 1 && /[\p{L}\p{N}]/u.test(event.key) && !isChord && !event.altKey;
      if (isLetter && isOnNetwork(event.target)) {
        event.preventDefault();
        canvasView.openSearch(event.key);
      }
    };
    const onCopy = (event: ClipboardEvent) => {
      if (isTyping(event.target) || String(getSelection() ?? '') !== '') return;
      const text = selectionText();
      if (text === undefined || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') deleteSelection();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (pasteText(text, canvasView.pointer(), isShift)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
