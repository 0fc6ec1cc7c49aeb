import { canvasView } from '#src/app/canvas/canvasView.ts';
import { useApp } from '#src/app/store.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import { nodeOf } from '#src/graph/document.ts';

/** The name of a node, which goes there; plain text when there is no such node any more. */
export function NodeLink({ node }: { readonly node: string }) {
  const exists = useApp((state) => nodeOf(state.history.present, node) !== undefined);
  if (!exists) return <span className="panel-muted">{node}</span>;
  return (
    <button
      type="button"
      className="sheet-node"
      title={inspectorTexts.details.goTo(node)}
      onClick={() => canvasView.reveal(node)}
    >
      {node}
    </button>
  );
}
