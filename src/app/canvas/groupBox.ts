import type { GraphDocument, Position } from '#src/graph/document.ts';
import { nodeOf } from '#src/graph/document.ts';
import { membersOf } from '#src/graph/frames.ts';
import { noteFlowId } from './flowIds.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Position, Size {}

/** A module that has not been drawn yet is about as large as this. */
export const usualSize: Size = { width: 150, height: 54 };

/** Room for the title, and for the connectors, which stand out of the modules. */
const padding = { top: 46, side: 16, bottom: 28 };

/** The frame of an open group around the modules in it, undefined when none is. `placeOf` and `sizeOf` tell where they lie now. */
export function groupBox(
  document: GraphDocument,
  group: string,
  sizeOf: (name: string) => Size,
  placeOf: (name: string) => Position | undefined = () => undefined,
): Box | undefined {
  const boxes = membersOf(document, group).flatMap((name): Box[] => {
    const position = placeOf(name) ?? nodeOf(document, name)?.position;
    return position ? [{ ...position, ...sizeOf(name) }] : [];
  });
  const around = bounds(boxes);
  return (
    around && {
      x: around.x - padding.side,
      y: around.y - padding.top,
      width: around.width + 2 * padding.side,
      height: around.height + padding.top + padding.bottom,
    }
  );
}

/** The notes that lie wholly within the frame of a group: they are moved and folded with it. */
export function notesWithin(document: GraphDocument, box: Box | undefined, sizeOf: (flowId: string) => Size): string[] {
  if (!box) return [];
  return Object.entries(document.notes ?? {}).flatMap(([id, note]) => {
    if (!note) return [];
    const { x, y } = note.position;
    const { width, height } = sizeOf(noteFlowId(id));
    const isWithin = x >= box.x && y >= box.y && x + width <= box.x + box.width && y + height <= box.y + box.height;
    return isWithin ? [id] : [];
  });
}

/** The smallest box around some; undefined when there are none. */
export function bounds(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
