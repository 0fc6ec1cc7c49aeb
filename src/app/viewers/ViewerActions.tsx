import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { viewerTexts } from '#src/app/texts/viewers.ts';

/** Something that a viewer does at the press of a button. */
export interface ViewerAction {
  /** What the button reads. */
  readonly label: ReactNode;
  /** What it is called where there is room for it, and for those who cannot see it. */
  readonly name: string;
  readonly title: string;
  /** Whether it is on, for what can be switched. */
  readonly isOn?: boolean;
  readonly do: () => void;
}

interface ViewerActionsProps {
  /** Of the view. */
  readonly name: string;
  readonly actions: readonly ViewerAction[];
  /** What stands as a list in a wide toolbar, and in the menu one by one. */
  readonly choices?: readonly ViewerAction[];
}

/** The buttons of a viewer; where they would take the picture's room, one button with all of them in its menu. */
export function ViewerActions({ name, actions, choices = [] }: ViewerActionsProps) {
  return (
    <>
      {actions.map((action) => (
        <button
          key={action.name}
          type="button"
          className="viewer-button viewer-action"
          aria-pressed={action.isOn}
          aria-label={action.name}
          title={action.title}
          onClick={action.do}
        >
          {action.label}
        </button>
      ))}
      <Menu.Root modal={false}>
        <Menu.Trigger
          className="viewer-button viewer-more"
          aria-label={viewerTexts.toolbar.moreOf(name)}
          title={viewerTexts.toolbar.more}
        >
          ⋯
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="menu-positioner" align="end" sideOffset={2}>
            <Menu.Popup className="menu">
              {actions.map((action) => (
                <ActionItem key={action.name} {...action} />
              ))}
              {choices.length > 0 && <div className="menu-separator" />}
              {choices.map((choice) => (
                <ActionItem key={choice.name} {...choice} />
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}

function ActionItem({ name, title, isOn, do: run }: ViewerAction) {
  if (isOn === undefined) {
    return (
      <Menu.Item className="menu-item" title={title} onClick={run}>
        {name}
      </Menu.Item>
    );
  }
  return (
    <Menu.CheckboxItem className="menu-item" title={title} checked={isOn} onCheckedChange={run} closeOnClick>
      {name}
      <Menu.CheckboxItemIndicator aria-hidden="true">✓</Menu.CheckboxItemIndicator>
    </Menu.CheckboxItem>
  );
}
