import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, type WheelEvent } from 'react';

export interface HandleProps {
  /** What it is called for those who cannot see it; the keys are told by the description of the layer. */
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly cursor?: string;
  readonly className?: string;
  /** The drag so far, in CSS pixels since it began. */
  readonly onDrag: (dx: number, dy: number) => void;
  /** An arrow key: steps to the right and down the picture, ten with Shift. */
  readonly onStep: (right: number, down: number) => void;
  /** After the last of several drags or steps. */
  readonly onEnd: () => void;
  /** In place of `onEnd`: the drag is to be undone, since it has become the gesture of two fingers. */
  readonly onCancel: () => void;
  readonly onStart?: () => void;
  readonly onDelete?: () => void;
  readonly onFocus?: () => void;
  /** Other keys; true when it was one. */
  readonly onKey?: (key: string) => boolean;
  readonly children: ReactNode;
}

const arrows: Readonly<Partial<Record<string, readonly [right: number, down: number]>>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Something over a picture that is dragged by the pointer, or moved by the arrow keys when it has the focus. */
export function Handle(props: HandleProps) {
  const { label, x, y, cursor = 'move', className, children } = props;
  const start = useRef<readonly [x: number, y: number]>(undefined);

  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    const isDelete = (event.key === 'Delete' || event.key === 'Backspace') && props.onDelete;
    if (arrow) props.onStep(...(event.shiftKey ? ([10 * arrow[0], 10 * arrow[1]] as const) : arrow));
    else if (isDelete) props.onDelete?.();
    else if (!props.onKey?.(event.key)) {
      // What the view does by keys it does here too; what it does not know goes on to the editor, once.
      const canvas = canvasOf(event.currentTarget);
      const { key, code, shiftKey } = event;
      const told = new window.KeyboardEvent('keydown', { key, code, shiftKey, cancelable: true });
      if (event.key === 'Tab' || !canvas || canvas.dispatchEvent(told)) return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent<SVGGElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    event.preventDefault();
    start.current = [event.clientX, event.clientY];
    props.onStart?.();
  };
  const onPointerUp = () => {
    if (!start.current) return;
    start.current = undefined;
    props.onEnd();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of a drawing is no button element
    <g
      className={`tool-handle ${className ?? ''}`}
      role="button"
      tabIndex={0}
      aria-label={label}
      transform={`translate(${x} ${y})`}
      style={{ cursor }}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => arrows[event.key] && props.onEnd()}
      onFocus={props.onFocus}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (start.current) props.onDrag(event.clientX - start.current[0], event.clientY - start.current[1]);
      }}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        if (!start.current) return;
        start.current = undefined;
        props.onCancel();
      }}
      onContextMenu={(event) => event.preventDefault()}
      onWheel={(event: WheelEvent<SVGGElement>) => {
        const { deltaY, deltaMode, clientX, clientY, ctrlKey, metaKey } = event;
        const told = { deltaY, deltaMode, clientX, clientY, ctrlKey, metaKey, cancelable: true };
        canvasOf(event.currentTarget)?.dispatchEvent(new window.WheelEvent('wheel', told));
      }}
    >
      {children}
    </g>
  );
}

function canvasOf(element: Element): HTMLCanvasElement | null {
  return element.closest('.viewer-picture')?.querySelector('canvas') ?? null;
}
