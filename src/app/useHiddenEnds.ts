import { type RefObject, useEffect, useState } from 'react';

/** Which ends of a row that scrolls are out of sight. */
export interface HiddenEnds {
  readonly left: boolean;
  readonly right: boolean;
}

/** Watches a row of things that scrolls sideways; `things` changes with what is in it. */
export function useHiddenEnds(row: RefObject<HTMLElement | null>, things: unknown): HiddenEnds {
  const [ends, setEnds] = useState<HiddenEnds>({ left: false, right: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other things have other widths
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const left = scrollLeft > 1;
      const right = scrollLeft + clientWidth < scrollWidth - 1;
      setEnds((now) => (now.left === left && now.right === right ? now : { left, right }));
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [row, things]);
  return ends;
}
