import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import './fieldDrag.css';
import { useMemo, useState } from 'react';
import { showField } from '#src/app/fieldActions.ts';
import { Icon } from '#src/app/Icon.tsx';
import { edit, useStructure } from '#src/app/store.ts';
import { idOf, renameLink, uncouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { maxTitleLength, nodesOf, outputRef, splitRef } from '#src/graph/document.ts';
import { disconnect } from '#src/graph/edit.ts';
import { linkedTo } from '#src/graph/links.ts';

/** What a field or an output feeds, and the fields that it is coupled with; each is shown by a click and removed by another. */
export function FieldTies({ field }: { readonly field: OutputRef }) {
  const document = useStructure();
  const fed = useMemo(() => fieldsFedBy(document, field), [document, field]);
  const id = idOf(document, field);
  if (fed.length === 0 && id === undefined) return null;
  return (
    <div className="field-ties">
      {fed.map((to) => (
        <span key={to} className="field-tie">
          <FieldRef to={to} text={`→ ${to}`} />
          <RemoveButton
            title={fieldTexts.ties.disconnect(to, field)}
            onClick={() => edit(disconnect(...splitRef(to)))}
          />
        </span>
      ))}
      {id !== undefined && (
        <span className="field-tie" data-testid={`link-${field}`}>
          <Icon name="chain" />
          <LinkTitle id={id} title={document.links?.[id]?.title ?? ''} />
          {linkedTo(document, field).map((other) => (
            <FieldRef key={other} to={other} text={`⇄ ${other}`} />
          ))}
          <RemoveButton title={fieldTexts.ties.uncouple(field)} onClick={() => edit(uncouple(field))} />
        </span>
      )}
    </div>
  );
}

/** A field or output by its name; a click shows it. */
export function FieldRef({ to, text }: { readonly to: OutputRef; readonly text: string }) {
  return (
    <button type="button" className="field-ref" title={commonTexts.show(to)} onClick={() => showField(to)}>
      {text}
    </button>
  );
}

/** The name of a coupling; a click lets it be changed. */
function LinkTitle({ id, title }: { readonly id: string; readonly title: string }) {
  const [isEditing, setIsEditing] = useState(false);
  if (!isEditing) {
    return (
      <button
        type="button"
        className="field-tie-title"
        aria-label={fieldTexts.ties.rename(title)}
        title={fieldTexts.ties.coupling}
        onClick={() => setIsEditing(true)}
      >
        {title || commonTexts.untitled}
      </button>
    );
  }
  const end = (text?: string) => {
    setIsEditing(false);
    if (text !== undefined && text !== title) edit(renameLink(id, text));
  };
  return (
    <input
      className="field"
      type="text"
      aria-label={fieldTexts.ties.nameOfCoupling}
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
      autoFocus
      maxLength={maxTitleLength}
      defaultValue={title}
      onFocus={(event) => event.target.select()}
      onBlur={(event) => end(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') end(event.currentTarget.value);
        if (event.key === 'Escape') end();
        event.stopPropagation();
      }}
    />
  );
}

function RemoveButton({ title, onClick }: { readonly title: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="icon-button" title={title} aria-label={title} onClick={onClick}>
      <Icon name="close" />
    </button>
  );
}

/** The fields, not the image inputs, that an output or parameter feeds. */
function fieldsFedBy(document: GraphDocument, from: OutputRef): OutputRef[] {
  return nodesOf(document).flatMap(([name, node]) =>
    Object.entries(node.inputs).flatMap(([input, ref]) => (ref === from ? [outputRef(name, input)] : [])),
  );
}
