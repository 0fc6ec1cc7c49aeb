import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { useEffect, useState } from 'react';
import { Icon } from './Icon.tsx';
import { windowTexts } from './texts/window.ts';

/**
 * What a tab shows: its title and, for the mouse, a cross that closes it. The tab itself is one control, which the Delete key
 * closes; a button within it would be one that a screen reader does not reach.
 */
export function DockTab({ api }: IDockviewPanelHeaderProps) {
  const [title, setTitle] = useState(api.title);
  useEffect(() => {
    const subscription = api.onDidTitleChange((event) => setTitle(event.title));
    return () => subscription.dispose();
  }, [api]);
  return (
    <div className="dv-default-tab">
      <span className="dv-default-tab-content">{title}</span>
      <span
        className="dv-default-tab-action"
        aria-hidden="true"
        title={windowTexts.dock.closeWithKey}
        onPointerDown={(event) => event.preventDefault()}
        onClick={(event) => {
          event.stopPropagation();
          api.close();
        }}
      >
        <Icon name="close" />
      </span>
    </div>
  );
}
