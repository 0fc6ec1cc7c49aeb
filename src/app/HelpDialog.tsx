import { modules } from '#modules/index.ts';
import { namedInputs } from '#src/graph/inputFamily.ts';
import type { Port } from '#src/graph/ports.ts';
import { Modal } from './Modal.tsx';
import { openModuleExample } from './moduleExamples.ts';
import { useApp } from './store.ts';
import { commandTexts } from './texts/commands.ts';
import { commonTexts } from './texts/common.ts';
import { helpTexts } from './texts/help.ts';

/** The help of a module, all of it made from its definition. */
export function HelpDialog() {
  const id = useApp((state) => state.help);
  const module = id === undefined ? undefined : modules.get(id);
  if (!module) return null;
  const { inputs, params, alike } = namedInputs(module);
  const showExample = () => {
    useApp.setState({ help: undefined });
    void openModuleExample(module.id);
  };
  return (
    <Modal title={module.id} onClose={() => useApp.setState({ help: undefined })}>
      <p>{module.help}</p>
      <p>
        <button type="button" className="button" onClick={showExample}>
          {commandTexts.showExample}
        </button>
      </p>
      {module.aliases && module.aliases.length > 0 && (
        <p className="panel-muted">{helpTexts.othersCallIt(module.aliases)}</p>
      )}
      <div className="panel" style={{ padding: 0 }}>
        <PortTable title={commonTexts.inputs} ports={inputs} />
        {alike && <p className="panel-muted">{helpTexts.alike(alike.first, alike.last, alike.params)}</p>}
        <PortTable title={commonTexts.outputs} ports={module.outputs} />
        {Object.keys(params).length > 0 && (
          <table>
            <thead>
              <tr>
                <th>{helpTexts.parameter}</th>
                <th>{commonTexts.default}</th>
                <th>{helpTexts.meaning}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(params).map(([name, param]) => (
                <tr key={name}>
                  <td className="param-name">
                    {param.label}
                    <small>{name}</small>
                  </td>
                  <td>{String(param.default ?? '')}</td>
                  <td>{[param.help, param.unit && helpTexts.inUnit(param.unit)].filter(Boolean).join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Modal>
  );
}

function PortTable({ title, ports }: { title: string; ports: Readonly<Record<string, Port>> }) {
  if (Object.keys(ports).length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          <th>{title}</th>
          <th>{commonTexts.type}</th>
          <th>{helpTexts.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(ports).map(([name, port]) => (
          <tr key={name}>
            <td className="param-name">
              {port.label}
              <small>{name}</small>
            </td>
            <td>{port.optional ? commonTexts.optional(port.type) : port.type}</td>
            <td>{port.help}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
