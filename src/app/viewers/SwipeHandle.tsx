interface SwipeHandleProps {
  /** The part of the view to its left, 0 to 1. */
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly onEnd: () => void;
}

/** The line between two images, to be dragged. The slider over the view does the same for those without a pointer. */
export function SwipeHandle({ at, onAt, onEnd }: SwipeHandleProps) {
  return (
    <div
      className="viewer-swipe"
      aria-hidden="true"
      style={{ left: `${100 * at}%` }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const box = event.currentTarget.parentElement?.getBoundingClientRect();
        if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        onAt(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
      }}
      onPointerUp={onEnd}
    />
  );
}
