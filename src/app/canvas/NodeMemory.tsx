import { bytesText } from '#src/app/format.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { useNodeState } from '#src/app/useNodeState.ts';
import { useUnhurriedState } from './useUnhurriedState.ts';

/** The memory that the last result of a node holds; nothing where it holds none. */
export function NodeMemory({ node }: { readonly node: string }) {
  const state = useUnhurriedState(useNodeState(node));
  if (state.status !== 'done' || state.bytes === 0) return null;
  return (
    <span className="node-memory" title={canvasTexts.module.holds(node, bytesText(state.bytes))}>
      {bytesText(state.bytes)}
    </span>
  );
}
