import { Fragment, type ReactNode } from 'react';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';

/** A note as elements; what is no Markdown of ours is text, so that no markup of a stranger gets into the page. */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {parseMarkdown(text).map((block, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a changed text is drawn anew, and nothing in it has a state.
        <Fragment key={n}>{drawnBlock(block)}</Fragment>
      ))}
    </>
  );
}

const headings = ['h3', 'h4', 'h5'] as const;

function drawnBlock(block: Block): ReactNode {
  switch (block.kind) {
    case 'heading': {
      // The page has headings of its own; these are below them.
      const Heading = headings[block.level - 1] ?? 'h5';
      return <Heading>{drawn(block.parts)}</Heading>;
    }
    case 'paragraph':
      return <p>{drawn(block.parts)}</p>;
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={n}>{drawn(item)}</li>
      ));
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    default:
      return block satisfies never;
  }
}

function drawn(parts: readonly Inline[]): ReactNode {
  return parts.map((part, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={n}>{drawnInline(part)}</Fragment>
  ));
}

function drawnInline(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'bold':
      return <strong>{drawn(part.parts)}</strong>;
    case 'italic':
      return <em>{drawn(part.parts)}</em>;
    case 'link':
      return (
        <a className="nodrag" href={part.address} target="_blank" rel="noopener noreferrer" title={part.address}>
          {drawn(part.parts)}
        </a>
      );
    default:
      return part satisfies never;
  }
}
