import { create } from 'zustand';
import { modules } from '#modules/index.ts';
import { connectOrSay } from '#src/app/actions.ts';
import { coupleOrSay } from '#src/app/fieldActions.ts';
import { equalsOf, targetsOf } from '#src/app/possibleFields.ts';
import { currentDocument, notify, useApp } from '#src/app/store.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import { whyNotCouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, splitRef, whyNotConnect } from '#src/graph/document.ts';

/** What a dragged field would be connected to if it were let go: a field, or one of a node that is then chosen. */
export interface FieldTarget {
  readonly kind: 'field' | 'node';
  readonly at: string;
  /** With Alt the two fields are coupled instead. */
  readonly isCoupling: boolean;
  readonly why: string | undefined;
}

/** A field or output that is dragged to where its value shall go. */
export interface FieldDrag {
  readonly from: OutputRef;
  readonly start: Position;
  readonly pointer: Position;
  readonly target: FieldTarget | undefined;
}

export const useFieldDrag = create<{ readonly drag: FieldDrag | undefined }>(() => ({ drag: undefined }));

/** So far the pointer moves in a click. */
const clickDistance = 4;

/** Follows a pointer that was pressed on the name of a field; once it moves, the field is dragged. `onDrag` is called then. */
export function startFieldDrag(from: OutputRef, { clientX: x, clientY: y }: Position2D, onDrag: () => void): void {
  const start = { x, y };
  const stop = new AbortController();
  const { signal } = stop;
  const end = () => {
    stop.abort();
    document.body.classList.remove('dragging-field');
    useFieldDrag.setState({ drag: undefined });
  };
  let last: Position2D | undefined;
  const onMove = (event: PointerEvent) => {
    last = event;
    const { drag } = useFieldDrag.getState();
    const isNear = Math.hypot(event.clientX - start.x, event.clientY - start.y) < clickDistance;
    if (!drag && isNear) return;
    if (!drag) {
      onDrag();
      document.body.classList.add('dragging-field');
    }
    followFieldDrag(from, start, event);
  };
  const onUp = (event: PointerEvent) => {
    const isDragged = useFieldDrag.getState().drag !== undefined;
    end();
    if (isDragged) dropField(from, event);
  };
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', onUp, { signal });
  window.addEventListener('pointercancel', end, { signal });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Alt' && last && useFieldDrag.getState().drag) {
      // Said at once what the key makes of the drag, and kept from the browser, whose menu it would open.
      event.preventDefault();
      const { clientX, clientY } = last;
      followFieldDrag(from, start, { clientX, clientY, altKey: event.type === 'keydown' });
    }
    if (event.key !== 'Escape' || event.type !== 'keydown') return;
    event.stopPropagation();
    end();
  };
  window.addEventListener('keydown', onKey, { signal, capture: true });
  window.addEventListener('keyup', onKey, { signal, capture: true });
}

interface Position2D {
  readonly clientX: number;
  readonly clientY: number;
}
type Pointer = Position2D & { readonly altKey: boolean };

/** Draws the line to where the pointer is now. */
export function followFieldDrag(from: OutputRef, start: Position, pointer: Pointer): void {
  const { clientX: x, clientY: y } = pointer;
  useFieldDrag.setState({
    drag: { from, start, pointer: { x, y }, target: targetAt(from, pointer) },
  });
}

/** Connects or couples what lies under the pointer, offers what fits of a node, or says why not. Returns whether anything was there. */
export function dropField(from: OutputRef, pointer: Pointer): boolean {
  const target = targetAt(from, pointer);
  if (!target) return false;
  const { at, kind, isCoupling, why } = target;
  if (kind === 'node' && why === undefined) {
    useApp.setState({ palette: { kind: isCoupling ? 'couple' : 'feed', field: from, node: at } });
  } else if (kind === 'node') notify('info', why ?? '');
  else if (isCoupling) coupleOrSay(from, at as OutputRef);
  else connectOrSay(from, ...splitRef(at as OutputRef));
  return true;
}

function targetAt(from: OutputRef, { clientX, clientY, altKey }: Pointer): FieldTarget | undefined {
  const element = document.elementFromPoint(clientX, clientY);
  const field = element?.closest<HTMLElement>('[data-field]')?.dataset.field;
  const graph = currentDocument();
  if (field !== undefined && field !== from) {
    const why = altKey
      ? whyNotCouple(graph, modules, from, field as OutputRef)
      : whyNotConnect(graph, modules, from, ...splitRef(field as OutputRef));
    return { kind: 'field', at: field, isCoupling: altKey, why };
  }
  const node = element?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  if (node === undefined || !nodeOf(graph, node)) return undefined;
  const why = altKey ? whyNotCoupleWith(graph, from, node) : whyNotFeed(graph, from, node);
  return { kind: 'node', at: node, isCoupling: altKey, why };
}

function whyNotFeed(graph: GraphDocument, from: OutputRef, node: string): string | undefined {
  if (splitRef(from)[0] === node) return fieldTexts.drag.ontoItself(node);
  return targetsOf(graph, from, node).length === 0 ? fieldTexts.drag.nothingFits(node, from) : undefined;
}

function whyNotCoupleWith(graph: GraphDocument, from: OutputRef, node: string): string | undefined {
  return equalsOf(graph, from, node).length === 0 ? fieldTexts.drag.nothingCouples(node, from) : undefined;
}
