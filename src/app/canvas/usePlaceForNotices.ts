import { useStore } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';

/**
 * Tells the style sheet where the canvas lies: messages are shown over its lower left, where they cover no field and no picture, and the
 * history over its upper left.
 */
export function usePlaceForNotices(root: RefObject<HTMLElement | null>): void {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useEffect(() => {
    // Under a maximized window the canvas has no size, and its last place serves.
    if (width === 0 || height === 0 || !root.current) return;
    const { style } = document.documentElement;
    const { left, top, bottom } = root.current.getBoundingClientRect();
    style.setProperty('--canvas-left', `${left}px`);
    style.setProperty('--canvas-top', `${top}px`);
    style.setProperty('--canvas-below', `${window.innerHeight - bottom}px`);
    style.setProperty('--canvas-width', `${width}px`);
  }, [root, width, height]);
}
