import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { foldGroups } from '#src/app/frameActions.ts';
import { Icon } from '#src/app/Icon.tsx';
import { useApp } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { own } from '#src/graph/document.ts';
import { membersOf } from '#src/graph/frames.ts';
import { thingOf } from './flowIds.ts';
import { GroupTitle } from './GroupTitle.tsx';

/** The frame around the modules of a group: its title moves them all, and folds them into one box. */
export const GroupNode = memo(function GroupNode({ id }: NodeProps<Node>) {
  const group = thingOf(id).id;
  const content = useApp((state) => own(state.history.present.groups ?? {}, group));
  const count = useApp((state) => membersOf(state.history.present, group).length);
  if (!content) return null;
  return (
    <div className="group" data-colour={content.colour} data-testid={`group-${group}`}>
      <div className="group-title">
        <button
          type="button"
          className="icon-button nodrag"
          aria-label={canvasTexts.group.foldNamed(content.title)}
          title={canvasTexts.group.fold}
          onClick={() => foldGroups([group])}
        >
          <Icon name="down" />
        </button>
        <GroupTitle group={group} title={content.title} />
        <span className="group-count">{canvasTexts.group.count(count)}</span>
      </div>
    </div>
  );
});
