import './quickSearch.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { matchingAlias, searchModules } from '#src/app/moduleSearch.ts';
import type { QuickSearchRequest } from '#src/app/store.ts';
import { currentDocument, useApp } from '#src/app/store.ts';
import { nodeOf, sourceConnector, targetConnector } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { cornerAt, type Grip } from './nodeCorner.ts';

const width = 380;
const height = 440;

/** Finds a module by what is typed and adds it at the pointer, connected when it was asked for from a connector. */
export function QuickSearch() {
  const request = useApp((state) => state.quickSearch);
  return request ? <OpenSearch key={`${request.screen.x},${request.screen.y}`} request={request} /> : null;
}

function OpenSearch({ request }: { request: QuickSearchRequest }) {
  const [text, setText] = useState(request.text);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    input.current?.focus();
    const end = input.current?.value.length ?? 0;
    input.current?.setSelectionRange(end, end);
  }, []);
  const type = useMemo(() => typeOf(request), [request]);
  const found = useMemo(
    () => searchModules(modules, text, request.from?.side === 'output' ? { takes: type } : { gives: type }),
    [text, type, request],
  );
  const current = Math.min(active, found.length - 1);
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const close = () => {
    useApp.setState({ quickSearch: undefined });
    document.querySelector<HTMLElement>('[data-canvas-focus]')?.focus();
  };
  const choose = (module: AnyModule) => {
    close();
    addModule(module, cornerAt(request.canvas, gripOf(request)), request.from);
  };
  const left = Math.max(8, Math.min(request.screen.x, window.innerWidth - width - 8));
  const top = Math.max(8, Math.min(request.screen.y, window.innerHeight - height - 8));
  return (
    <div className="quick-search" style={{ left, top }} role="dialog" aria-label="Add a module">
      <input
        ref={input}
        className="field"
        role="combobox"
        aria-expanded="true"
        aria-controls="quick-search-list"
        aria-activedescendant={found[current] && `quick-search-${found[current].id}`}
        aria-label={request.from ? `Modules that fit ${request.from.node}.${request.from.name}` : 'Search modules'}
        placeholder={request.from ? `What fits ${request.from.node}.${request.from.name}?` : 'Search modules'}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onBlur={(event) => {
          if (!event.relatedTarget || !event.currentTarget.parentElement?.contains(event.relatedTarget)) close();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') close();
          if (event.key === 'ArrowDown') setActive(Math.min(current + 1, found.length - 1));
          if (event.key === 'ArrowUp') setActive(Math.max(current - 1, 0));
          if (event.key === 'Enter' && found[current]) choose(found[current]);
          if (['ArrowDown', 'ArrowUp', 'Enter', 'Tab'].includes(event.key)) event.preventDefault();
        }}
      />
      {found.length === 0 && (
        <div className="quick-search-empty">
          No module of that name. Others may call it differently: try a word of what it does.
        </div>
      )}
      <div ref={list} className="quick-search-list" id="quick-search-list" role="listbox" aria-label="Modules found">
        {found.map((module, n) => (
          <FoundModule
            key={module.id}
            module={module}
            alias={matchingAlias(module, text)}
            isActive={n === current}
            onChoose={() => choose(module)}
          />
        ))}
      </div>
    </div>
  );
}

interface FoundModuleProps {
  readonly module: AnyModule;
  readonly alias: string | undefined;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function FoundModule({ module, alias, isActive, onChoose }: FoundModuleProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above, as in every combobox
    <div
      id={`quick-search-${module.id}`}
      className="quick-search-item"
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <div className="quick-search-title">
        <span>
          {module.id} {alias && <small>{alias}</small>}
        </span>
        <small>{module.genre}</small>
      </div>
      <div className="quick-search-help">{module.help}</div>
    </div>
  );
}

/** From an output a module is added whose input lies there, from an input one whose output does. */
function gripOf({ from }: QuickSearchRequest): Grip {
  if (!from) return 'name';
  return from.side === 'output' ? 'input' : 'output';
}

function typeOf({ from }: QuickSearchRequest) {
  const node = from && nodeOf(currentDocument(), from.node);
  const module = node && modules.get(node.module);
  if (!from || !module) return undefined;
  return (from.side === 'output' ? sourceConnector(module, from.name) : targetConnector(module, from.name))?.type;
}
