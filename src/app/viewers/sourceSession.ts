import View3DModule from '#modules/View3D/index.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { sessionStore } from './sessionStore.ts';
import type { ValueRange } from './valueRange.ts';
import { initialDisplay, type ViewerDisplay } from './viewerDisplay.ts';
import { initialView, type ViewState } from './viewState.ts';
import type { WindowLevel } from './windowLevel.ts';

/** What a view that shows any output looks at in 2D, and how, by the name of the view. */
export const lookSession = sessionStore<{ readonly state: ViewState; readonly display: ViewerDisplay }>({
  state: initialView,
  display: initialDisplay,
});

/** The window that was set for an output, by its name, in whatever view; undefined stands for the automatic one. */
export const windowSession = sessionStore<WindowLevel | undefined>(undefined);

/** The range of values from which a view of an output, whichever was last, took its automatic window; by the name of the output. */
export const seenRangeSession = sessionStore<ValueRange | undefined>(undefined);

/** How a view that shows any output shows volumes, by the name of the view: the parameters of a View3D. */
export const volumeSession = sessionStore<Readonly<Record<string, ParamValue>>>(defaultParams(View3DModule.params));

/** Those of them that are values of an image or places in it, which mean nothing to another, by the name of the output. */
export const volumeValueSession = sessionStore<Readonly<Record<string, ParamValue>>>({});
