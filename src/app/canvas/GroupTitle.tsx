import { useEffect, useRef, useState } from 'react';
import { edit, useApp } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import { maxTitleLength } from '#src/graph/document.ts';
import { setGroup } from '#src/graph/frames.ts';
import { groupFlowId } from './flowIds.ts';

/** The title of a group; a double-click or F2 edits it. */
export function GroupTitle({ group, title }: { group: string; title: string }) {
  const isRenaming = useApp((state) => state.renaming === groupFlowId(group));
  if (isRenaming) return <TitleField group={group} title={title} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same on the group, which has the focus
    <span
      className="group-name"
      title={canvasTexts.group.titleHint(title)}
      onDoubleClick={(event) => {
        event.stopPropagation();
        useApp.setState({ renaming: groupFlowId(group) });
      }}
    >
      {title || commonTexts.untitled}
    </span>
  );
}

function TitleField({ group, title: saved }: { group: string; title: string }) {
  const [title, setTitle] = useState(saved);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const end = (isTaken: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    useApp.setState({ renaming: undefined });
    if (isTaken && title.trim() !== saved) edit(setGroup(group, { title: title.trim() }));
  };
  return (
    <input
      ref={input}
      className="field group-field nodrag"
      value={title}
      maxLength={maxTitleLength}
      aria-label={canvasTexts.group.titleField}
      onChange={(event) => setTitle(event.target.value)}
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        const box = event.currentTarget.closest<HTMLElement>('.react-flow__node');
        end(event.key === 'Enter');
        box?.focus();
      }}
    />
  );
}
