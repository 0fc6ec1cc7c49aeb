import { useEffect, useRef, useState } from 'react';
import type { NodeState } from '#src/engine/states.ts';

/** A result that is computed anew within so many ms takes the place of the one before without a word between. */
const moment = 150;

/**
 * A state of a node as it is drawn: a new question shows only when it lasts. Under a field that is dragged a module would else be drawn as
 * waiting, running and done with each value, in three widths.
 */
export function useUnhurriedState(state: NodeState): NodeState {
  const [shown, setShown] = useState(state);
  const latest = useRef(state);
  latest.current = state;
  const isHeld = shown.status === 'done' && isUnderWay(state);
  if (!isHeld && shown !== state) setShown(state);
  useEffect(() => {
    if (!isHeld) return;
    const timer = setTimeout(() => setShown(latest.current), moment);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return isHeld ? shown : state;
}

function isUnderWay(state: NodeState): boolean {
  if (state.status === 'idle') return state.hint === undefined;
  return state.status === 'queued' || state.status === 'running';
}
