import { useEffect, useRef, useState } from 'react';
import { currentDocument, edit, notify, select, useApp } from '#src/app/store.ts';
import { splitRef } from '#src/graph/document.ts';
import { renameNode, whyNotRename } from '#src/graph/edit.ts';

/** The field in place of a node's name while it is renamed: Enter takes it, Esc leaves it. */
export function RenameField({ node }: { node: string }) {
  const [name, setName] = useState(node);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => input.current?.select(), []);
  const why = whyNotRename(currentDocument(), node, name);
  const end = (isTaken: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    const { inspected } = useApp.getState();
    useApp.setState({ renaming: undefined });
    if (!isTaken || name === node) return;
    if (why) {
      notify('warning', why);
      return;
    }
    edit(renameNode(node, name));
    select([name]);
    if (inspected && splitRef(inspected)[0] === node)
      useApp.setState({ inspected: `${name}.${splitRef(inspected)[1]}` });
  };
  return (
    <input
      ref={input}
      className="field node-rename nodrag"
      value={name}
      aria-label={`New name of ${node}`}
      aria-invalid={why !== undefined}
      title={why}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(true);
        if (event.key === 'Escape') end(false);
      }}
    />
  );
}
