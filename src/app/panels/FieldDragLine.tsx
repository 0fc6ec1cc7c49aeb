import { fieldTexts } from '#src/app/texts/fields.ts';
import './fieldDrag.css';
import { useFieldDrag } from './fieldDrag.ts';

/** The line from a field that is dragged to the pointer, over the whole page, with what would come of it or why nothing can. */
export function FieldDragLine() {
  const drag = useFieldDrag((state) => state.drag);
  if (!drag) return null;
  const { from, start, pointer, target } = drag;
  const isRefused = target?.why !== undefined;
  const colour = !target ? 'var(--wire-free)' : isRefused ? 'var(--danger)' : 'var(--success)';
  const line = { x1: start.x, y1: start.y, x2: pointer.x, y2: pointer.y };
  // At the right edge of the page the text lies to the left of the pointer.
  const isRight = pointer.x > window.innerWidth - 340;
  return (
    <div className="field-drag">
      <svg aria-hidden="true">
        <line className="connection-casing" {...line} />
        <line className="connection-line" {...line} stroke={colour} strokeDasharray={isRefused ? '6 4' : undefined} />
      </svg>
      <output
        className="field-drag-text"
        data-state={!target ? 'free' : isRefused ? 'refused' : 'fits'}
        style={
          isRight
            ? { right: window.innerWidth - pointer.x + 14, top: pointer.y + 14 }
            : { left: pointer.x + 14, top: pointer.y + 14 }
        }
      >
        {textOf()}
      </output>
    </div>
  );

  function textOf(): string {
    if (!target) return fieldTexts.drag.nowhere(from);
    const { at, kind, isCoupling, why } = target;
    if (why !== undefined) return `✖ ${why}`;
    if (kind === 'node') return isCoupling ? fieldTexts.drag.couplesNode(from, at) : fieldTexts.drag.ontoNode(from, at);
    return isCoupling ? fieldTexts.drag.couples(from, at) : fieldTexts.drag.connects(from, at);
  }
}
