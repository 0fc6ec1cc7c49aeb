import { Menu } from '@base-ui/react/menu';
import { modules } from '#modules/index.ts';
import { showField } from '#src/app/fieldActions.ts';
import { equalsOf, sourcesFor, targetsOf } from '#src/app/possibleFields.ts';
import { currentDocument, edit, type FieldRequest, notify, setParams, useApp } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import { noticeTexts } from '#src/app/texts/notices.ts';
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
        {fieldTexts.menu.connect}
      </Item>
      {kind === 'param' && (
        <>
          <Item isOff={sourcesFor(document, node, name).length === 0} onClick={() => ask({ kind: 'source', field })}>
            {fieldTexts.menu.source}
          </Item>
          <Item isOff={equalsOf(document, field).length === 0} onClick={() => ask({ kind: 'couple', field })}>
            {fieldTexts.menu.couple}
          </Item>
        </>
      )}
      {source && (
        <>
          <div className="menu-separator" />
          <Item onClick={() => showField(source)}>{commonTexts.show(source)}</Item>
          <Item onClick={() => edit(disconnect(node, name))}>{commonTexts.disconnectFrom(source)}</Item>
        </>
      )}
      {linkOf(document, field) && (
        <>
          <div className="menu-separator" />
          <Item onClick={() => edit(uncouple(field))}>{fieldTexts.menu.uncouple}</Item>
        </>
      )}
      <div className="menu-separator" />
      {param && (
        <Item isOff={!isChanged || source !== undefined} onClick={() => setParams(node, { [name]: param.default })}>
          {fieldTexts.menu.reset}
        </Item>
      )}
      <Item onClick={() => void copyName(field)}>{fieldTexts.menu.copyName}</Item>
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
    notify('info', noticeTexts.clipboard.copied(field));
  } catch {
    notify('warning', noticeTexts.clipboard.fieldNotWritten(field));
  }
}
