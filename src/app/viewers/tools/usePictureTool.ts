import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { wheelSteps } from '#src/app/viewers/bindings.ts';

/** What a tool does with the left button and the keys of a picture; positions in CSS pixels from the top left corner of its layer. */
export interface PictureTool {
  /** True leaves the button to the view; keys still come. */
  readonly isFree?: boolean;
  /** The button goes down on the picture itself, not on a handle. */
  readonly press: (x: number, y: number) => void;
  /** It moves while it is down. */
  readonly drag: (x: number, y: number) => void;
  readonly release: () => void;
  /** In place of `release`: what was pressed and dragged is to be undone, since it has become the gesture of two fingers. */
  readonly cancel: () => void;
  /** The pointer moves over the picture, or has left it. */
  readonly hover?: (position: readonly [x: number, y: number] | undefined) => void;
  /** The wheel with Shift: so many steps up. */
  readonly wheel?: (steps: number) => void;
  /** A key of the picture; true when it is the tool's. */
  readonly key: (event: KeyboardEvent) => boolean;
  readonly keyUp?: (event: KeyboardEvent) => void;
  /** The keys go elsewhere: no keyUp will come for a key that is down. */
  readonly blur?: () => void;
}

/**
 * Gives the left button and the keys of the picture under a layer to a tool, before the view gets them; what the tool does not want
 * (other buttons, Ctrl and Shift, the wheel alone) stays with the view. Of several slices in one view each has a layer: that under the pointer
 * works, and without a pointer the first. Nothing while `tool` is undefined.
 */
export function usePictureTool(layer: RefObject<Element | null>, tool: PictureTool | undefined): void {
  const latest = useRef(tool);
  useLayoutEffect(() => {
    latest.current = tool;
  });
  const isOn = tool !== undefined;
  useEffect(() => {
    const element = layer.current;
    const picture = element?.closest<HTMLElement>('.viewer-picture');
    if (!isOn || !element || !picture) return;
    return listen(picture, element, () => latest.current);
  }, [isOn, layer]);
}

function listen(picture: HTMLElement, layer: Element, now: () => PictureTool | undefined): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal, capture: true };
  let pressed: number | undefined;
  let pointer: PointerEvent | undefined;
  let wheelRest = 0;
  const place = (event: PointerEvent) => {
    const box = layer.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top] as const;
  };
  const isOver = (event: PointerEvent) => {
    const box = layer.getBoundingClientRect();
    const [x, y] = place(event);
    return x >= 0 && y >= 0 && x < box.width && y < box.height;
  };
  const hasKeys = () => (pointer ? isOver(pointer) : picture.querySelector('[data-active="true"]') === layer);

  const down = (event: PointerEvent) => {
    const isPlain =
      event.button === 0 && !now()?.isFree && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!isPlain || pressed !== undefined || !(event.target instanceof HTMLCanvasElement) || !isOver(event)) return;
    event.stopPropagation();
    event.target.focus({ preventScroll: true });
    event.target.setPointerCapture(event.pointerId);
    pressed = event.pointerId;
    now()?.press(...place(event));
  };
  const move = (event: PointerEvent) => {
    pointer = event;
    if (pressed === event.pointerId) now()?.drag(...place(event));
    now()?.hover?.(isOver(event) ? place(event) : undefined);
  };
  const release = (event: PointerEvent) => {
    if (event.pointerId !== pressed) return;
    pressed = undefined;
    now()?.release();
  };
  const cancel = (event: PointerEvent) => {
    if (event.pointerId === pressed) {
      pressed = undefined;
      now()?.cancel();
    }
    leave();
  };
  const leave = () => {
    pointer = undefined;
    now()?.hover?.(undefined);
  };
  const wheel = (event: WheelEvent) => {
    const turned = now()?.wheel;
    if (!turned || now()?.isFree || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    // Some browsers turn the wheel on its side while Shift is held.
    const [steps, rest] = wheelSteps(wheelRest, event.deltaY || event.deltaX, event.deltaMode);
    wheelRest = rest;
    if (steps !== 0) turned(steps);
  };
  const keyDown = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isPlain || !(event.target instanceof HTMLCanvasElement) || !hasKeys() || !now()?.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const keyUp = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLCanvasElement && hasKeys()) now()?.keyUp?.(event);
  };
  const blur = (event: FocusEvent) => {
    if (event.target instanceof HTMLCanvasElement && pressed === undefined) now()?.blur?.();
  };
  picture.addEventListener('focusout', blur, options);
  picture.addEventListener('pointerdown', down, options);
  picture.addEventListener('pointermove', move, options);
  picture.addEventListener('pointerup', release, options);
  picture.addEventListener('pointercancel', cancel, options);
  picture.addEventListener('pointerleave', leave, { signal: listening.signal });
  picture.addEventListener('wheel', wheel, { ...options, passive: false });
  picture.addEventListener('keydown', keyDown, options);
  picture.addEventListener('keyup', keyUp, options);
  return () => {
    if (pressed !== undefined) now()?.release();
    listening.abort();
  };
}
