import type { IDockviewHeaderActionsProps } from 'dockview-react';
import { useEffect, useState } from 'react';
import { dockPanel, floatPanel } from './dockPanels.ts';
import { Icon } from './Icon.tsx';
import { windowTexts } from './texts/window.ts';

/** The buttons at the right of a group's tabs; the network itself stays where it is. */
export function DockActions({ containerApi, group, activePanel }: IDockviewHeaderActionsProps) {
  const [location, setLocation] = useState(group.api.location.type);
  const [isMaximized, setIsMaximized] = useState(group.api.isMaximized());
  useEffect(() => {
    const subscriptions = [
      group.api.onDidLocationChange(() => setLocation(group.api.location.type)),
      containerApi.onDidMaximizedGroupChange(() => setIsMaximized(group.api.isMaximized())),
    ];
    return () => {
      for (const subscription of subscriptions) subscription.dispose();
    };
  }, [group, containerApi]);
  if (!activePanel || activePanel.id === 'canvas') return null;
  const { title = '' } = activePanel;
  const isFloating = location === 'floating';
  return (
    <div className="dock-actions">
      <button
        type="button"
        className="button button-quiet"
        title={isFloating ? windowTexts.dock.dock : windowTexts.dock.float}
        aria-label={isFloating ? windowTexts.dock.dockNamed(title) : windowTexts.dock.floatNamed(title)}
        onClick={(event) => {
          const room = event.currentTarget.closest('.app-dock')?.getBoundingClientRect();
          if (isFloating) dockPanel(containerApi, activePanel);
          else if (room) floatPanel(containerApi, activePanel, room);
        }}
      >
        <Icon name={isFloating ? 'dock' : 'float'} />
      </button>
      {!isFloating && (
        <button
          type="button"
          className="button button-quiet"
          title={isMaximized ? windowTexts.dock.restore : windowTexts.dock.maximize}
          aria-label={isMaximized ? windowTexts.dock.restoreNamed(title) : windowTexts.dock.maximizeNamed(title)}
          onClick={() => (isMaximized ? group.api.exitMaximized() : group.api.maximize())}
        >
          <Icon name={isMaximized ? 'restore' : 'maximize'} />
        </button>
      )}
    </div>
  );
}
