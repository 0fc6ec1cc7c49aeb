import { useEffect, useId, useRef, useState } from 'react';
import { currentDocument, edit, notify, select, useApp } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { splitRef } from '#src/graph/document.ts';
import { renameNode, whyNotRename } from '#src/graph/edit.ts';

/** The field in place of a node's name while it is renamed: Enter takes a name that can be used, Esc leaves it. */
export function RenameField({ node }: { node: string }) {
  const [name, setName] = useState(node);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  const id = useId();
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const why = whyNotRename(currentDocument(), node, name);
  const end = (isTaken: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    useApp.setState({ renaming: undefined });
    if (!isTaken || name === node) return;
    if (why) notify('warning', why);
    else rename(node, name);
  };
  return (
    <span className="nodrag" style={{ position: 'relative', flex: 1 }}>
      <input
        ref={input}
        className="field node-rename"
        value={name}
        aria-label={canvasTexts.module.newName(node)}
        aria-invalid={why !== undefined}
        aria-describedby={why && id}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => end(true)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key !== 'Escape' && (event.key !== 'Enter' || why)) return;
          const box = event.currentTarget.closest<HTMLElement>('.react-flow__node');
          end(event.key === 'Enter');
          // The keys go on with the node; under another name it is another element, so the canvas gets them.
          if (name === node || event.key === 'Escape') box?.focus();
          else document.querySelector<HTMLElement>('[data-canvas-focus]')?.focus();
        }}
      />
      {why && (
        <span className="node-rename-why" id={id} role="alert">
          {why}
        </span>
      )}
    </span>
  );
}

function rename(node: string, name: string): void {
  const { inspected } = useApp.getState();
  edit(renameNode(node, name));
  select([name]);
  if (inspected && splitRef(inspected)[0] === node) useApp.setState({ inspected: `${name}.${splitRef(inspected)[1]}` });
}
