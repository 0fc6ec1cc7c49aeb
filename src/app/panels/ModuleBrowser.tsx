import { commonTexts } from '#src/app/texts/common.ts';
import { tableTexts } from '#src/app/texts/tables.ts';
import './panels.css';
import { type KeyboardEvent, useState } from 'react';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { canvasView } from '#src/app/canvas/canvasView.ts';
import { cornerAt, freeRoom } from '#src/app/canvas/nodeCorner.ts';
import { moduleDragType } from '#src/app/canvas/useCanvasDrop.ts';
import { moduleKind } from '#src/app/moduleKind.ts';
import { searchModules } from '#src/app/moduleSearch.ts';
import { currentDocument } from '#src/app/store.ts';
import type { AnyModule } from '#src/graph/module.ts';

/**
 * All modules by genre: drag one onto the canvas, or double-click it or press Enter to add it in the middle. The list is one stop of the Tab
 * key; the arrow keys go through it, also from the field above.
 */
export function ModuleBrowser() {
  const [text, setText] = useState('');
  const [reached, setReached] = useState('');
  const found = text.trim() ? searchModules(modules, text) : [...modules.values()];
  const genres = Map.groupBy(found, (module) => module.genre);
  const stop = found.some(({ id }) => id === reached) ? reached : [...genres.values()][0]?.[0].id;
  return (
    <nav className="module-browser" aria-label={commonTexts.modules} onKeyDown={goByArrows}>
      <input
        className="field"
        type="search"
        placeholder={commonTexts.searchModules}
        aria-label={commonTexts.searchModules}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {[...genres].map(([genre, members]) => (
        <section key={genre}>
          <h2>{genre}</h2>
          {members.map((module) => (
            <BrowserItem key={module.id} module={module} isStop={module.id === stop} onReach={setReached} />
          ))}
        </section>
      ))}
      {found.length === 0 && <p className="panel-muted">{tableTexts.browser.none}</p>}
    </nav>
  );
}

/** Moves the focus to the module above or below, or to the first or last one. */
function goByArrows(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.module-browser-item')];
  const at = items.indexOf(event.target as HTMLElement);
  const isInField = event.target instanceof HTMLInputElement;
  const next = {
    ArrowDown: Math.min(at + 1, items.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: isInField ? undefined : 0,
    End: isInField ? undefined : items.length - 1,
  }[event.key];
  if (next === undefined || (isInField && event.key === 'ArrowUp')) return;
  event.preventDefault();
  items[next]?.focus();
}

interface BrowserItemProps {
  readonly module: AnyModule;
  /** The one that the Tab key reaches. */
  readonly isStop: boolean;
  readonly onReach: (id: string) => void;
}

function BrowserItem({ module, isStop, onReach }: BrowserItemProps) {
  const add = () => addModule(module, cornerAt(freeRoom(currentDocument(), canvasView.center(), canvasView.sizeOf)));
  return (
    <button
      type="button"
      className="module-browser-item"
      data-kind={moduleKind(module)}
      tabIndex={isStop ? 0 : -1}
      onFocus={() => onReach(module.id)}
      title={`${module.id}: ${tableTexts.browser.item(module.help)}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(moduleDragType, module.id);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onDoubleClick={add}
      onClick={(event) => {
        // A press of a key, or of a screen reader, is a click that counts none.
        if (event.detail === 0) add();
      }}
    >
      <span>{module.id}</span>
    </button>
  );
}
