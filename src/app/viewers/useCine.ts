import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cineInterval, nextCineSlice, wantsLessMotion } from './cine.ts';

/** Whether a view plays its slices, and the switch for it. */
export interface Cine {
  readonly isPlaying: boolean;
  readonly toggle: () => void;
}

/** Shows one slice after the other while it is switched on, never faster than they are there. It begins only when it is asked to. */
export function useCine(
  view: {
    readonly slice: number;
    readonly slices: number;
    readonly isReady: boolean;
    readonly goTo: (slice: number) => void;
  },
  slicesPerSecond: number,
): Cine {
  const [isPlaying, setPlaying] = useState(false);
  const latest = useRef(view);
  useLayoutEffect(() => {
    latest.current = view;
  });
  useEffect(() => {
    if (!isPlaying) return;
    const step = () => {
      const { slice, slices, isReady, goTo } = latest.current;
      if (isReady && slices > 1) goTo(nextCineSlice(slice, slices));
    };
    const timer = setInterval(step, cineInterval(slicesPerSecond, wantsLessMotion()));
    return () => clearInterval(timer);
  }, [isPlaying, slicesPerSecond]);
  return { isPlaying, toggle: () => setPlaying(!isPlaying) };
}
