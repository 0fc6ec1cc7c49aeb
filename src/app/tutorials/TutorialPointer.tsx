import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { splitRef } from '#src/graph/document.ts';
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
    const look = () => {
      // Several fields of a panel that is closed are all at its module.
      const next = [...new Set(placesOf(goal))].flatMap((element) => boxOf(element) ?? []);
      setBoxes((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next));
    };
    // What lies in a list or a panel may be scrolled out of sight; the canvas has its own way to show things.
    for (const place of placesOf(goal)) {
      if (place.matches('.module-browser-item, tr')) place.scrollIntoView({ block: 'nearest' });
    }
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

function boxOf(element: Element): Box | undefined {
  const { left, top, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0) return undefined;
  return { left: left - 4, top: top - 4, width: width + 8, height: height + 8 };
}

/** The elements at which a goal is reached: the nearest that are on the screen. */
function placesOf(goal: Goal): Element[] {
  const byTestId = (id: string) => document.querySelector(`[data-testid="${CSS.escape(id)}"]`);
  const first = (...elements: (Element | null | undefined)[]) => {
    const found = elements.find((element) => element);
    return found ? [found] : [];
  };
  switch (goal.kind) {
    case 'module': {
      const items = [...document.querySelectorAll('.module-browser-item')];
      return first(items.find((item) => item.textContent === goal.module));
    }
    case 'connection': {
      const [from] = splitRef(goal.from);
      const [to, input] = splitRef(goal.to);
      return [
        ...first(byTestId(`output-${goal.from}`), byTestId(`node-${from}`)),
        ...first(fieldRow(to, input), byTestId(`input-${goal.to}`), byTestId(`node-${to}`)),
      ];
    }
    case 'fields':
      return Object.keys(goal.values).flatMap((field) =>
        first(fieldRow(goal.node, field), byTestId(`node-${goal.node}`)),
      );
    case 'changed':
    case 'range':
      return first(fieldRow(goal.node, goal.field), byTestId(`node-${goal.node}`));
    case 'file':
    case 'window':
      return first(byTestId(`node-${goal.node}`));
    case 'inspected':
      return first(byTestId(`output-${goal.output}`));
    default:
      return goal satisfies never;
  }
}

/** The row of a field in the open panel of a node. */
function fieldRow(node: string, field: string): Element | null {
  return document.querySelector(`[data-testid="${CSS.escape(`panel-${node}`)}"] tr[data-param="${CSS.escape(field)}"]`);
}
