import { useEffect } from 'react';
import { deleteSelection, pasteText, selectionText } from './actions.ts';
import { canvasView } from './canvas/canvasView.ts';
import { commandOf } from './commands.ts';

/**
 * Whether the keys belong to what has the focus, a field, a menu, a dialog, or to a dialog that is about to get it. The docking
 * library calls its floating windows dialogs too, but what floats takes the same keys as what is docked.
 */
function isTyping(target: EventTarget | null): boolean {
  return (
    isAsked() ||
    (target instanceof Element &&
      target.closest(
        'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]:not(.dv-resize-container)',
      ) !== null)
  );
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
      // Saving, opening and going to another network or part of the window work from everywhere; undo in a field is the field's own.
      const isAnywhere = event.altKey ? /^Page(Up|Down)$/.test(event.key) && !isAsked() : /^[so]$/i.test(event.key);
      const isRegion = event.key === 'F6' && !isAsked();
      if (isTyping(event.target) && !(isChord && isAnywhere) && !isRegion) return;
      const needsNetwork = !isChord && event.key !== 'Escape' && !isRegion;
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
