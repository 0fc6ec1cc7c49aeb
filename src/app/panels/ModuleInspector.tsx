import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
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

const { tabs } = inspectorTexts.module;
type Tab = keyof typeof tabs;

/** The module that is selected, else the one whose output is inspected: its fields, ports, state, help, and what it is. */
export function ModuleInspector() {
  const node = useApp(({ selection, inspected }) => selection.at(-1) ?? (inspected && splitRef(inspected)[0]));
  const found = useApp((state) => (node === undefined ? undefined : nodeOf(state.history.present, node)));
  const [tab, setTab] = useState<Tab>('fields');
  if (node === undefined || !found) {
    return <div className="inspector-empty">{inspectorTexts.module.empty}</div>;
  }
  const module = modules.get(found.module);
  const label = inspectorTexts.module.tabOf(tabs[tab], node);
  return (
    <div className="inspector" data-testid="module-inspector">
      <header className="inspector-head">
        <h2>
          {node} <span className="panel-muted">({found.module})</span>
        </h2>
        <Tabs label={inspectorTexts.module.about} tabs={tabs} chosen={tab} onChoose={setTab} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="inspector-body panel" aria-label={label} tabIndex={0} key={node}>
        {tab === 'state' ? (
          <NodeDetails node={node} />
        ) : module ? (
          <ModuleTab tab={tab} node={node} found={found} module={module} />
        ) : (
          <p>{inspectorTexts.module.unknown(found.module)}</p>
        )}
      </section>
    </div>
  );
}

interface ModuleTabProps {
  readonly tab: Exclude<Tab, 'state'>;
  readonly node: string;
  readonly found: GraphNode;
  readonly module: AnyModule;
}

function ModuleTab({ tab, node, found, module }: ModuleTabProps) {
  switch (tab) {
    case 'fields':
      return <ModuleFields node={node} found={found} module={module} />;
    case 'ports':
      return <ModulePorts node={node} found={found} module={module} />;
    case 'help':
      return <p>{module.help}</p>;
    case 'about':
      return <ModuleAbout module={module} version={found.moduleVersion} />;
    default:
      return tab satisfies never;
  }
}

/** All parameters; those that differ from their default are bold and say so. */
function ModuleFields({ node, found, module }: Omit<ModuleTabProps, 'tab'>) {
  const params = Object.entries(module.params).filter(
    ([name, param]) => isShown(param, found.params, found.inputs) || sourceOf(found, name) !== undefined,
  );
  if (params.length === 0) return <p className="panel-muted">{fieldTexts.table.none}</p>;
  return (
    <PanelTable
      label={fieldTexts.table.ofNode(node)}
      heads={[fieldTexts.table.name, commonTexts.type, fieldTexts.table.value]}
    >
      {params.map(([name, param]) => (
        <ParamRow key={name} node={node} found={found} name={name} param={param} />
      ))}
    </PanelTable>
  );
}
