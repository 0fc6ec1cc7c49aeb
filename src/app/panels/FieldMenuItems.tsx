import { Menu } from '@base-ui/react/menu';
import { modules } from '#modules/index.ts';
import { showField } from '#src/app/fieldActions.ts';
import { equalsOf, sourcesFor, targetsOf } from '#src/app/possibleFields.ts';
import { currentDocument, edit, type FieldRequest, notify, setParams, useApp } from '#src/app/store.ts';
import { uncouple } from '#src/graph/coupling.ts';
import { linkOf, nodeOf, type OutputRef, own, sourceOf, splitRef } from '#src/graph/document.ts';
import { disconnect } from '#src/graph/edit.ts';

/** What can be done with a field, or with an output in a panel. */
export function FieldMenuItems({ field, kind }: { readonly field: OutputRef; readonly kind: 'param' | 'output' }) {
  const document = currentDocument();
  const [node, name] = splitRef(field);
  const found = nodeOf(document, node);
  const param = own(modules.get(found?.module ?? '')?.params ?? {}, name);
  const source = found && sourceOf(found, name);
  const isChanged = param && JSON.stringify(found?.params[name]) !== JSON.stringify(param.default);
  const ask = (request: FieldRequest) => useApp.setState({ palette: request });
  return (
    <>
      <Item isOff={targetsOf(document, field).length === 0} onClick={() => ask({ kind: 'feed', field })}>
        Connect to…
      </Item>
      {kind === 'param' && (
        <>
          <Item isOff={sourcesFor(document, node, name).length === 0} onClick={() => ask({ kind: 'source', field })}>
            Get its value from…
          </Item>
          <Item isOff={equalsOf(document, field).length === 0} onClick={() => ask({ kind: 'couple', field })}>
            Couple with…
          </Item>
        </>
      )}
      {source && (
        <>
          <div className="menu-separator" />
          <Item onClick={() => showField(source)}>Show {source}</Item>
          <Item onClick={() => edit(disconnect(node, name))}>Disconnect from {source}</Item>
        </>
      )}
      {linkOf(document, field) && (
        <>
          <div className="menu-separator" />
          <Item onClick={() => edit(uncouple(field))}>Uncouple</Item>
        </>
      )}
      <div className="menu-separator" />
      {param && (
        <Item isOff={!isChanged || source !== undefined} onClick={() => setParams(node, { [name]: param.default })}>
          Reset to its default
        </Item>
      )}
      <Item onClick={() => void copyName(field)}>Copy name</Item>
    </>
  );
}

interface ItemProps {
  readonly isOff?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Item({ isOff = false, onClick, children }: ItemProps) {
  return (
    <Menu.Item className="menu-item" disabled={isOff} onClick={onClick}>
      <span>{children}</span>
    </Menu.Item>
  );
}

async function copyName(field: OutputRef): Promise<void> {
  try {
    await navigator.clipboard.writeText(field);
    notify('info', `${field} is in the clipboard`);
  } catch {
    notify('warning', `The browser did not let the page write ${field} to the clipboard`);
  }
}
