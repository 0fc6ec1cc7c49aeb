import { useEffect, useMemo, useRef, useState } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { useApp, useDocument } from '#src/app/store.ts';
import { useResultName, useSlices } from '#src/app/useOutput.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { Grid, Volume } from '#src/image/volume.ts';
import { coarseSlices, slicesInTime } from './coarseVolume.ts';

/** Slices of a first coarse picture; what they took decides on how many those after it have. */
const firstSlices = 12;
/** A coarse picture that took longer, ms, gives way to the whole image as soon as the hand rests: with a wide halo it costs as much. */
const cheap = 300;
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
  const pace = usePace(source, turn, isMoving);
  const depth = grid?.size[2];
  const list = useMemo(
    () => (depth === undefined ? undefined : coarseSlices(depth, pace.slices)),
    [depth, pace.slices],
  );
  const isThere = source === undefined || engine.peek(document, source) !== undefined;
  const isAsked = turn > 0 && !isThere && list !== undefined && list.length > 1;
  const step = isAsked ? list[1] - list[0] : 1;
  const asked = useMemo(() => ({ turn, step }), [turn, step]);
  const { value, tag } = useSlices(source, isAsked ? list : undefined, asked, !isMoving && pace.ms > cheap);
  const stack = useMemo(() => (value && tag ? { slices: value, ...tag } : undefined), [value, tag]);
  pace.arrived(stack);
  return { turn, isMoving, stack };
}

/** Counts the results of a source, and tells whether they follow each other as quickly as under a hand that has not let go. */
function useTurns(source: OutputRef | undefined, name: unknown): { readonly turn: number; readonly isMoving: boolean } {
  const gesture = useApp((state) => state.history.gesture);
  const begin = { source, name, turn: 0, time: -Infinity, isQuick: false, gesture };
  const last = useRef(begin);
  if (last.current.source !== source) last.current = begin;
  if (last.current.name !== name) {
    const time = performance.now();
    const isQuick = time - last.current.time < rest;
    last.current = { source, name, turn: last.current.turn + 1, time, isQuick, gesture };
  }
  const { turn, isQuick } = last.current;
  const hasLetGo = last.current.gesture !== undefined && gesture !== last.current.gesture;
  const [rested, setRested] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setRested(turn), rest);
    return () => clearTimeout(timer);
  }, [turn]);
  return { turn, isMoving: isQuick && rested !== turn && !hasLetGo };
}

interface Pace {
  /** How many slices the next coarse picture has. */
  readonly slices: number;
  /** What the last one took, ms; where none has come during a drag, how long it has been waited for. */
  readonly ms: number;
  /** Takes note of the picture that is there. */
  arrived(stack: Coarse['stack']): void;
}

/** How many slices keep up with the hand, by what the last ones took. */
function usePace(source: OutputRef | undefined, turn: number, isMoving: boolean): Pace {
  const begin = {
    source,
    turn,
    slices: firstSlices,
    ms: 0,
    since: undefined as number | undefined,
    stack: undefined as Coarse['stack'],
  };
  const known = useRef(begin);
  if (known.current.source !== source) known.current = begin;
  const now = known.current;
  if (now.turn !== turn) {
    const time = performance.now();
    now.turn = turn;
    // The next picture is waited for from the first change on, or from the picture before it.
    if (!isMoving || now.since === undefined) now.since = time;
    else if (time - now.since > 2 * cheap) {
      now.ms = time - now.since;
      now.slices = slicesInTime(now.slices, now.ms);
      now.since = time;
    }
  }
  return {
    slices: now.slices,
    ms: now.ms,
    arrived(stack) {
      if (!stack || stack === now.stack) return;
      now.stack = stack;
      const time = performance.now();
      if (now.since !== undefined) {
        now.ms = time - now.since;
        now.slices = slicesInTime(stack.slices.length, now.ms);
      }
      now.since = time;
    },
  };
}
