import { sessionStore } from '#src/app/viewers/sessionStore.ts';

/** What the left button does in a view. */
export type Tool = 'look' | 'markers' | 'box' | 'distance' | 'angle';

export interface ToolState {
  readonly tool: Tool;
  /** The type of the next marker. */
  readonly markerType: number;
  /** The marker that keys work on, by its place in the list. */
  readonly selected?: number;
}

/** The tool of each viewer, by the name of its node. */
export const toolSession = sessionStore<ToolState>({ tool: 'look', markerType: 0 });
