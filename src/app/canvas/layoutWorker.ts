import { type LayoutTask, layoutGraph } from './layoutGraph.ts';
import type { LayoutAnswer } from './requestLayout.ts';

/** What a worker's global scope offers here; the page's types know it only as a window. */
const scope = globalThis as unknown as {
  postMessage(answer: LayoutAnswer): void;
  onmessage: ((event: MessageEvent<LayoutTask>) => void) | null;
};

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage({ places: layoutGraph(data) });
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
