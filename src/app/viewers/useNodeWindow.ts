import { useMemo } from 'react';
import { setParams, useNodeParams } from '#src/app/store.ts';
import { useFedParams } from '#src/app/useOutput.ts';
import { type FedWindow, fedWindow, type WindowParams, withFed, withoutFed } from './fedWindow.ts';
import { type ValueRange, windowOf } from './valueRange.ts';
import { numberOf } from './viewerDisplay.ts';
import type { WindowLevel } from './windowLevel.ts';

const names: WindowParams = { auto: 'autoLUT', center: 'lutCenter', width: 'lutWidth' };

/** The window of a viewer's node, and how it is set. */
export interface NodeWindow {
  readonly window: WindowLevel;
  readonly isAuto: boolean;
  readonly fed: FedWindow;
  readonly onWindow: (window: WindowLevel | undefined, isDragged: boolean) => void;
}

/** The window that is kept in the parameters of a node: one set by hand, or the automatic one of a range of values. */
export function useNodeWindow(node: string, range: ValueRange | undefined): NodeWindow {
  const params = useNodeParams(node);
  const fed = useFedParams(node);
  const isAuto = params.autoLUT !== false;
  const window = useMemo(
    () =>
      withFed(
        isAuto
          ? windowOf(range ?? { min: 0, max: 1 })
          : { center: numberOf(params, names.center, 0), width: numberOf(params, names.width, 1) },
        fed,
        names,
      ),
    [isAuto, range, params, fed],
  );
  return {
    window,
    isAuto,
    fed: fedWindow(fed, names),
    onWindow: (next, isDragged) =>
      setParams(
        node,
        withoutFed(next ? { autoLUT: false, lutCenter: next.center, lutWidth: next.width } : { autoLUT: true }, fed),
        isDragged ? `${node}:window` : undefined,
      ),
  };
}
