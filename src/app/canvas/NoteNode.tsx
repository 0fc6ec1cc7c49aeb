import type { Node, NodeProps } from '@xyflow/react';
import { NodeResizeControl } from '@xyflow/react';
import { memo, useEffect, useRef, useState } from 'react';
import { edit, endGesture, useApp } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { maxNoteLength, own } from '#src/graph/document.ts';
import { removeNotes, setNote } from '#src/graph/frames.ts';
import { noteFlowId, thingOf } from './flowIds.ts';
import { Markdown } from './Markdown.tsx';

/** A text beside the modules: a double-click, Enter or F2 edits it. */
export const NoteNode = memo(function NoteNode({ id, selected }: NodeProps<Node>) {
  const note = thingOf(id).id;
  const content = useApp((state) => own(state.history.present.notes ?? {}, note));
  const isEditing = useApp((state) => state.renaming === id);
  if (!content) return null;
  const startEditing = () => useApp.setState({ renaming: id });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter does the same on the node around it, which has the focus
    <div className="note" data-colour={content.colour} data-testid={`note-${note}`} onDoubleClick={startEditing}>
      {isEditing ? (
        <NoteField note={note} text={content.text} />
      ) : content.text.trim() ? (
        <Markdown text={content.text} />
      ) : (
        <p className="note-empty">{canvasTexts.note.empty}</p>
      )}
      {selected && !isEditing && (
        <NodeResizeControl
          position="right"
          minWidth={120}
          maxWidth={900}
          className="note-resize"
          onResizeEnd={endGesture}
        />
      )}
    </div>
  );
});

/** The text of a note while it is edited: leaving the field or Mod+Enter keeps it, Esc leaves the old one. One undo step. */
function NoteField({ note, text: saved }: { note: string; text: string }) {
  const [text, setText] = useState(saved);
  const field = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    field.current?.focus();
  }, []);
  // As high as what is written, so that nothing of it is hidden.
  const lines = Math.max(3, text.split('\n').length + 1);
  const end = (isKept: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    useApp.setState({ renaming: undefined });
    endGesture();
    if (isKept && text !== saved) edit(setNote(note, { text }));
    // One that was added and left without a word is none.
    else if (saved === '' && text === '') edit(removeNotes([note]));
  };
  return (
    <textarea
      ref={field}
      className="field note-field nodrag nowheel"
      value={text}
      rows={lines}
      maxLength={maxNoteLength}
      aria-label={canvasTexts.note.field}
      placeholder={canvasTexts.note.placeholder}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        if (event.key !== 'Escape' && !isDone) return;
        const box = event.currentTarget.closest<HTMLElement>('.react-flow__node');
        end(isDone);
        if (box?.isConnected && box.dataset.id === noteFlowId(note)) box.focus();
      }}
    />
  );
}
