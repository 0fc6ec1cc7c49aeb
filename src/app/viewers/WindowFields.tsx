import { viewerTexts } from '#src/app/texts/viewers.ts';
import type { FedWindow } from './fedWindow.ts';
import { NumberField } from './NumberField.tsx';
import type { WindowLevel } from './windowLevel.ts';

interface WindowFieldsProps {
  readonly window: WindowLevel;
  /** Connections that decide on a part of the window. */
  readonly fed?: FedWindow;
  /** What the two values mean here. */
  readonly centerText: string;
  readonly widthText: string;
  readonly onWindow: (window: WindowLevel) => void;
}

/** Center and width of a window, to be typed unless a connection gives them. */
export function WindowFields({ window, fed, centerText, widthText, onWindow }: WindowFieldsProps) {
  return (
    <>
      <NumberField
        label={viewerTexts.window.center}
        title={fed?.center ? viewerTexts.window.centerGiven(fed.center) : viewerTexts.window.centerTitle(centerText)}
        value={window.center}
        isReadOnly={fed?.center !== undefined}
        onCommit={(center) => onWindow({ ...window, center })}
      />
      <NumberField
        label={viewerTexts.window.width}
        title={fed?.width ? viewerTexts.window.widthGiven(fed.width) : viewerTexts.window.widthTitle(widthText)}
        value={window.width}
        min={0}
        isReadOnly={fed?.width !== undefined}
        onCommit={(width) => onWindow({ ...window, width })}
      />
    </>
  );
}
