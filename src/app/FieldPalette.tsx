import { useState } from 'react';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, sourceOf, splitRef } from '#src/graph/document.ts';
import { linkedTo } from '#src/graph/links.ts';
import { connectOrSay } from './actions.ts';
import { Chooser } from './Chooser.tsx';
import { coupleOrSay, focusField } from './fieldActions.ts';
import { equalsOf, labelOf, sourcesFor, targetsOf } from './possibleFields.ts';
import { currentDocument, type FieldRequest, useApp } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { paletteTexts } from './texts/palettes.ts';

/** Connects a field by keyboard: to what it feeds, to what feeds it, or to fields that are to have its value. */
export function FieldPalette(request: FieldRequest) {
  const { field, node } = request;
  const [text, setText] = useState('');
  const [document] = useState(currentDocument);
  const [found] = useState(() => possible(document, request));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const choices = found
    .map((ref) => ({ id: ref, title: ref, note: labelOf(document, ref), help: consequence(document, request, ref) }))
    .filter(({ title, note }) => words.every((word) => `${title} ${note}`.toLowerCase().includes(word)));
  const [title, label, placeholder] = texts(request);
  return (
    <Chooser
      title={title}
      label={label}
      placeholder={placeholder}
      listLabel={paletteTexts.fields.found}
      text={text}
      onText={setText}
      choices={choices}
      onChoose={({ id }) => {
        choose(request, id as OutputRef);
        close(field);
      }}
      onClose={() => close(field)}
      empty={found.length === 0 ? paletteTexts.fields.nothingFits(field, node) : paletteTexts.fields.none}
    />
  );

  function texts(of: FieldRequest): readonly [title: string, label: string, placeholder: string] {
    switch (of.kind) {
      case 'feed':
        return [
          paletteTexts.fields.feed.title(field),
          paletteTexts.fields.feed.search(field),
          paletteTexts.fields.feed.placeholder(field, node),
        ];
      case 'source':
        return [
          paletteTexts.fields.source.title(field),
          paletteTexts.fields.source.search(field),
          paletteTexts.fields.source.placeholder(field),
        ];
      case 'couple':
        return [
          paletteTexts.fields.couple.title(field),
          paletteTexts.fields.couple.search(field),
          paletteTexts.fields.couple.placeholder(field, node),
        ];
      default:
        return of.kind satisfies never;
    }
  }
}

function possible(document: GraphDocument, { kind, field, node }: FieldRequest): readonly OutputRef[] {
  switch (kind) {
    case 'feed':
      return targetsOf(document, field, node);
    case 'source':
      return sourcesFor(document, ...splitRef(field));
    case 'couple':
      return equalsOf(document, field, node);
    default:
      return kind satisfies never;
  }
}

/** What else comes of a choice. */
function consequence(document: GraphDocument, { kind, field }: FieldRequest, ref: OutputRef): string | undefined {
  if (kind === 'couple') {
    const others = linkedTo(document, ref);
    return others.length > 0 ? paletteTexts.fields.coupledWith(others) : undefined;
  }
  const [name, input] = splitRef(kind === 'feed' ? ref : field);
  const node = nodeOf(document, name);
  const source = node && sourceOf(node, input);
  return source ? commonTexts.inPlaceOf(source) : undefined;
}

function choose({ kind, field }: FieldRequest, ref: OutputRef): void {
  if (kind === 'feed') connectOrSay(field, ...splitRef(ref));
  else if (kind === 'source') connectOrSay(ref, ...splitRef(field));
  else coupleOrSay(field, ref);
}

/** The keys go back to the field. */
function close(field: OutputRef): void {
  useApp.setState({ palette: undefined });
  focusField(field, 2);
}
