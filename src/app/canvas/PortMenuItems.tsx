import { Menu } from '@base-ui/react/menu';
import { modules } from '#modules/index.ts';
import { addModule } from '#src/app/actions.ts';
import { searchModules } from '#src/app/moduleSearch.ts';
import { currentDocument, edit, inspect, type PortRef, useApp } from '#src/app/store.ts';
import { partnerCount } from '#src/app/suggestModules.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commandTexts } from '#src/app/texts/commands.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import type { Position } from '#src/graph/document.ts';
import { nodeOf, outputRef, own, sourceOf } from '#src/graph/document.ts';
import { disconnect } from '#src/graph/edit.ts';
import { canvasView } from './canvasView.ts';
import { cornerAt } from './nodeCorner.ts';

/** How many modules are suggested. */
const suggestions = 5;

/** What can be done with a connector; the modules that stand there most often come first, as MeVisLab suggests them. */
export function PortMenuItems({ port, at }: { port: PortRef; at: Position }) {
  const node = nodeOf(currentDocument(), port.node);
  const module = node && modules.get(node.module);
  const type = module && (own(module.outputs, port.name) ?? own(module.inputs, port.name))?.type;
  const source = port.side === 'output' ? outputRef(port.node, port.name) : node && sourceOf(node, port.name);
  const fitting = module
    ? searchModules(modules, '', port.side === 'output' ? { takes: type } : { gives: type })
        .map(({ id }) => ({ id, count: partnerCount(module.id, port, id) }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count)
        .slice(0, suggestions)
    : [];
  return (
    <>
      {source && (
        <Menu.Item className="menu-item" onClick={() => inspect(source)}>
          {canvasTexts.menu.inspect}
        </Menu.Item>
      )}
      <Menu.Item
        className="menu-item"
        onClick={() => useApp.setState({ palette: { kind: 'connect', node: port.node, port } })}
      >
        {commandTexts.connect}
      </Menu.Item>
      {port.side === 'input' && source && (
        <Menu.Item className="menu-item" onClick={() => edit(disconnect(port.node, port.name))}>
          {commonTexts.disconnectFrom(source)}
        </Menu.Item>
      )}
      <div className="menu-separator" />
      {fitting.map(({ id }) => (
        <Menu.Item key={id} className="menu-item" onClick={() => addSuggested(id, port, at)}>
          {canvasTexts.menu.add(id)}
        </Menu.Item>
      ))}
      <Menu.Item className="menu-item" onClick={() => canvasView.openSearch('', at, { from: port })}>
        {commandTexts.searchAfter}
      </Menu.Item>
    </>
  );
}

/** Adds a module a little off the connector, on its side. */
function addSuggested(id: string, port: PortRef, screen: Position): void {
  const module = modules.get(id);
  if (!module) return;
  const { x, y } = canvasView.networkOf(screen);
  const isOutput = port.side === 'output';
  addModule(module, cornerAt({ x, y: y + (isOutput ? -44 : 44) }, isOutput ? 'input' : 'output'), port);
}
