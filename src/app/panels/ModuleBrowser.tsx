import './panels.css';
import { useState } from 'react';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { canvasView } from '#src/app/canvas/canvasView.ts';
import { cornerAt } from '#src/app/canvas/nodeCorner.ts';
import { moduleDragType } from '#src/app/canvas/useCanvasDrop.ts';
import { moduleKind } from '#src/app/moduleKind.ts';
import { searchModules } from '#src/app/moduleSearch.ts';
import type { AnyModule } from '#src/graph/module.ts';

/** All modules by genre: drag one onto the canvas, or double-click it or press Enter to add it in the middle. */
export function ModuleBrowser() {
  const [text, setText] = useState('');
  const found = text.trim() ? searchModules(modules, text) : [...modules.values()];
  const genres = Map.groupBy(found, (module) => module.genre);
  return (
    <nav className="module-browser" aria-label="Modules">
      <input
        className="field"
        type="search"
        placeholder="Search modules"
        aria-label="Search modules"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {[...genres].map(([genre, members]) => (
        <section key={genre}>
          <h2>{genre}</h2>
          {members.map((module) => (
            <BrowserItem key={module.id} module={module} />
          ))}
        </section>
      ))}
      {found.length === 0 && <p className="panel-muted">No module of that name.</p>}
    </nav>
  );
}

function BrowserItem({ module }: { module: AnyModule }) {
  const add = () => addModule(module, cornerAt(canvasView.center()));
  return (
    <button
      type="button"
      className="module-browser-item"
      data-kind={moduleKind(module)}
      title={`${module.help}\nDrag onto the canvas, double-click or press Enter to add`}
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
      {module.id}
    </button>
  );
}
