import { useMemo, useState } from 'react';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { Chooser } from '#src/app/Chooser.tsx';
import { matchingAlias, type SearchFilter, searchModules } from '#src/app/moduleSearch.ts';
import { addInWire, swapFor } from '#src/app/rewireActions.ts';
import type { QuickSearchRequest } from '#src/app/store.ts';
import { currentDocument, useApp } from '#src/app/store.ts';
import { partnerCount } from '#src/app/suggestModules.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { nodeOf, sourceConnector, splitRef, targetConnector } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { canvasView } from './canvasView.ts';
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
  const filter = useMemo(() => filterOf(request), [request]);
  const found = useMemo(
    () => suggestedFirst(searchModules(modules, text, filter), text, request),
    [text, filter, request],
  );
  const close = () => {
    useApp.setState({ quickSearch: undefined });
    document.querySelector<HTMLElement>('[data-canvas-focus]')?.focus();
  };
  const left = Math.max(8, Math.min(request.screen.x, window.innerWidth - width - 8));
  const top = Math.max(8, Math.min(request.screen.y, window.innerHeight - height - 8));
  const { title, label, placeholder } = wordsFor(request);
  return (
    <Chooser
      title={title}
      label={label}
      placeholder={placeholder}
      listLabel={canvasTexts.search.found}
      text={text}
      onText={setText}
      choices={found.map((module) => ({
        id: module.id,
        title: module.id,
        alias: matchingAlias(module, text),
        note: module.genre,
        help: module.help,
      }))}
      onChoose={({ id }) => {
        close();
        const module = modules.get(id);
        if (module) choose(module, request);
      }}
      onClose={close}
      empty={canvasTexts.search.none}
      style={{ left, top }}
    />
  );
}

function choose(module: AnyModule, { canvas, from, wire, swap, isByKey }: QuickSearchRequest): void {
  if (swap !== undefined) swapFor(swap, module);
  else if (wire !== undefined) addInWire(module, wire, cornerAt(canvas));
  else {
    const added = addModule(module, cornerAt(canvas, gripOf(from)), from);
    // It is drawn in the next frame, and has its size after it.
    if (isByKey) requestAnimationFrame(() => requestAnimationFrame(() => canvasView.reveal(added)));
  }
}

function wordsFor({ from, wire, swap }: QuickSearchRequest) {
  if (swap !== undefined) {
    return {
      title: canvasTexts.search.swap.title(swap),
      label: canvasTexts.search.swap.label(swap),
      placeholder: canvasTexts.search.swap.placeholder(swap),
    };
  }
  if (wire !== undefined) {
    const label = canvasTexts.search.insert.label(wire);
    return { title: canvasTexts.search.insert.title, label, placeholder: canvasTexts.search.insert.placeholder(wire) };
  }
  const title = canvasTexts.search.add;
  if (!from) return { title, label: commonTexts.searchModules, placeholder: commonTexts.searchModules };
  const place = `${from.node}.${from.name}`;
  return { title, label: canvasTexts.search.fit.label(place), placeholder: canvasTexts.search.fit.placeholder(place) };
}

/** What stands at this connector in the examples comes first, as long as nothing is typed. */
function suggestedFirst(found: AnyModule[], text: string, { from }: QuickSearchRequest): AnyModule[] {
  const module = from && nodeOf(currentDocument(), from.node)?.module;
  if (!from || module === undefined || text.trim() !== '') return found;
  return found
    .map((each) => ({ each, count: partnerCount(module, from, each.id) }))
    .sort((a, b) => b.count - a.count)
    .map(({ each }) => each);
}

/** From an output a module is added whose input lies there, from an input one whose output does. */
function gripOf(from: QuickSearchRequest['from']): Grip {
  if (!from) return 'name';
  return from.side === 'output' ? 'input' : 'output';
}

function filterOf({ from, wire }: QuickSearchRequest): SearchFilter {
  if (wire !== undefined) {
    const [node, input] = splitRef(wire as OutputRef);
    const type = connectorType(node, input, 'input');
    return { takes: type, gives: type };
  }
  if (!from) return {};
  const type = connectorType(from.node, from.name, from.side);
  return from.side === 'output' ? { takes: type } : { gives: type };
}

function connectorType(name: string, connector: string, side: 'output' | 'input') {
  const module = modules.get(nodeOf(currentDocument(), name)?.module ?? '');
  return module && (side === 'output' ? sourceConnector(module, connector) : targetConnector(module, connector))?.type;
}
