import { edit, endGesture, useNodeParams } from '#src/app/store.ts';
import { setParams } from '#src/graph/edit.ts';
import { isStrokes, type StrokeList } from '#src/graph/strokes.ts';

/** The strokes of a DrawMask, of which each change is an undo step. */
export interface StrokesField {
  readonly value: StrokeList;
  readonly change: (value: StrokeList) => void;
}

const none: StrokeList = [];

/** The strokes of the node of a DrawMask. */
export function useStrokes(node: string): StrokesField {
  const { strokes } = useNodeParams(node);
  return {
    value: isStrokes(strokes) ? strokes : none,
    change(value) {
      endGesture();
      edit(setParams(node, { strokes: value }));
    },
  };
}
