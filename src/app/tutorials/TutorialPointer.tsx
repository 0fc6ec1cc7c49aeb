import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { placesOf } from './placesOf.ts';
import type { Goal } from './tutorial.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How often it looks where the places are: networks are moved, panels opened. */
const interval = 200;

/** Frames around the places on the screen where the next goal is reached. */
export function TutorialPointer({ goal }: { readonly goal: Goal }) {
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  useEffect(() => {
    let shown: Element | undefined;
    const look = () => {
      // Several fields of a panel that is closed are all at its module.
      const places = [...new Set(placesOf(goal))];
      const listed = places.find((place) => place.matches('.module-browser-item, tr'));
      // What lies in a list or a panel may be scrolled out of sight; once, so that it can be scrolled away again.
      if (listed && listed !== shown) listed.scrollIntoView({ block: 'nearest' });
      shown = listed;
      const next = places.flatMap((element) => boxOf(element) ?? []);
      setBoxes((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    };
    look();
    const timer = setInterval(look, interval);
    return () => clearInterval(timer);
  }, [goal]);
  return createPortal(
    boxes.map((box, n) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the boxes are places without names, and move
      <div key={n} className="tutorial-pointer" style={box} aria-hidden />
    )),
    document.body,
  );
}

/** The frame around what is seen of an element: a row may be scrolled out of its panel in part, or wholly. */
function boxOf(element: Element): Box | undefined {
  const { left, top, width, height, bottom } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return undefined;
  const pane = element.closest('.dv-content-container')?.getBoundingClientRect();
  const [from, to] = [Math.max(top, pane?.top ?? top), Math.min(bottom, pane?.bottom ?? bottom)];
  return to > from ? { left: left - 4, top: from - 4, width: width + 8, height: to - from + 8 } : undefined;
}
