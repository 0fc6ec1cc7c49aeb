import './inspector.css';
import './panels.css';
import './sheet.css';
import { useState } from 'react';
import { modules } from '#modules/index.ts';
import { useApp } from '#src/app/store.ts';
import type { GraphNode } from '#src/graph/document.ts';
import { nodeOf, sourceOf, splitRef } from '#src/graph/document.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { isShown } from '#src/graph/module.ts';
import { ModuleAbout } from './ModuleAbout.tsx';
import { ModulePorts } from './ModulePorts.tsx';
import { NodeDetails } from './NodeDetails.tsx';
import { PanelTable } from './PanelTable.tsx';
import { ParamRow } from './ParamRow.tsx';
import { Tabs } from './Tabs.tsx';

const tabs = ['Fields', 'Ports', 'State', 'Help', 'About'] as const;

/** The module that is selected, else the one whose output is inspected: its fields, ports, state, help, and what it is. */
export function ModuleInspector() {
  const node = useApp(({ selection, inspected }) => selection.at(-1) ?? (inspected && splitRef(inspected)[0]));
  const found = useApp((state) => (node === undefined ? undefined : nodeOf(state.history.present, node)));
  const [tab, setTab] = useState<(typeof tabs)[number]>('Fields');
  if (node === undefined || !found) {
    return <div className="inspector-empty">Select a module to see here its fields, ports, state and help.</div>;
  }
  const module = modules.get(found.module);
  return (
    <div className="inspector" data-testid="module-inspector">
      <header className="inspector-head">
        <h2>
          {node} <span className="panel-muted">({found.module})</span>
        </h2>
        <Tabs label="About the module" names={tabs} chosen={tab} onChoose={setTab} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="inspector-body panel" aria-label={`${tab} of ${node}`} tabIndex={0} key={node}>
        {tab === 'State' ? (
          <NodeDetails node={node} />
        ) : module ? (
          <ModuleTab tab={tab} node={node} found={found} module={module} />
        ) : (
          <p>The module {found.module} is not known here; it is kept as it is.</p>
        )}
      </section>
    </div>
  );
}

interface ModuleTabProps {
  readonly tab: Exclude<(typeof tabs)[number], 'State'>;
  readonly node: string;
  readonly found: GraphNode;
  readonly module: AnyModule;
}

function ModuleTab({ tab, node, found, module }: ModuleTabProps) {
  switch (tab) {
    case 'Fields':
      return <ModuleFields node={node} found={found} module={module} />;
    case 'Ports':
      return <ModulePorts node={node} found={found} module={module} />;
    case 'Help':
      return <p>{module.help}</p>;
    case 'About':
      return <ModuleAbout module={module} version={found.moduleVersion} />;
    default:
      return tab satisfies never;
  }
}

/** All parameters; those that differ from their default are bold and say so. */
function ModuleFields({ node, found, module }: Omit<ModuleTabProps, 'tab'>) {
  const params = Object.entries(module.params).filter(
    ([name, param]) => isShown(param, found.params) || sourceOf(found, name) !== undefined,
  );
  if (params.length === 0) return <p className="panel-muted">This module has no fields.</p>;
  return (
    <PanelTable label={`Fields of ${node}`} heads={['Name', 'Type', 'Value']}>
      {params.map(([name, param]) => (
        <ParamRow key={name} node={node} found={found} name={name} param={param} />
      ))}
    </PanelTable>
  );
}
