import { useEffect, useMemo, useRef, useState } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { useDocument } from '#src/app/store.ts';
import { useResultName, useSlices } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Grid, Volume } from '#src/image/volume.ts';
import { coarseSlices } from './coarseVolume.ts';

/** Slices of a coarse picture: few enough to be computed between two pictures of a drag, and enough to see what it is of. */
const mostSlices = 24;
/** Changes that follow each other within so many ms are a drag, which is over when none has come for as long. */
const rest = 400;

/** What is known of an image whose parameters are dragged, before all of it is computed. */
export interface Coarse {
  /** Counts the results that were asked for. */
  readonly turn: number;
  /** Whether a field is dragged, so that the whole image waits until the hand rests. */
  readonly isMoving: boolean;
  /** Evenly spread slices and how far they lie apart; of the result of that turn. */
  readonly stack?: { readonly slices: readonly Volume[]; readonly step: number; readonly turn: number };
}

/** Asks for every n-th slice of an image as soon as its result is another one, unless all of it is there. */
export function useCoarse(source: OutputRef | undefined, grid: Grid | undefined): Coarse {
  const document = useDocument();
  const name = useResultName(source);
  const { turn, isMoving } = useTurns(source, name);
  const depth = grid?.size[2];
  const list = useMemo(() => (depth === undefined ? undefined : coarseSlices(depth, mostSlices)), [depth]);
  const isThere = source === undefined || engine.peek(document, source) !== undefined;
  const { value, tag } = useSlices(source, turn > 0 && !isThere && list && list.length > 1 ? list : undefined, turn);
  const step = list && list.length > 1 ? list[1] - list[0] : 1;
  const stack = useMemo(
    () => (value && tag !== undefined ? { slices: value, step, turn: tag } : undefined),
    [value, tag, step],
  );
  return { turn, isMoving, stack };
}

/** Counts the results of a source, and tells whether they follow each other as quickly as under a hand. */
function useTurns(source: OutputRef | undefined, name: unknown): { readonly turn: number; readonly isMoving: boolean } {
  const last = useRef({ source, name, turn: 0, time: -Infinity, isQuick: false });
  if (last.current.source !== source) last.current = { source, name, turn: 0, time: -Infinity, isQuick: false };
  if (last.current.name !== name) {
    const time = performance.now();
    const isQuick = time - last.current.time < rest;
    last.current = { source, name, turn: last.current.turn + 1, time, isQuick };
  }
  const { turn, isQuick } = last.current;
  const [rested, setRested] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setRested(turn), rest);
    return () => clearTimeout(timer);
  }, [turn]);
  return { turn, isMoving: isQuick && rested !== turn };
}
