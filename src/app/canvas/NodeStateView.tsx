import { useRef } from 'react';
import { describeState } from '#src/app/describeState.ts';
import { showNodeDetails } from '#src/app/nodeDetails.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { useNodeState, useResultKey } from '#src/app/useNodeState.ts';
import type { NodeState } from '#src/engine/states.ts';
import { type OutputRef, outputRef } from '#src/graph/document.ts';
import { useUnhurriedState } from './useUnhurriedState.ts';

/** The state of a node by icon and text, never by colour alone. A click tells all about it. */
export function NodeStateView({ node, output }: { node: string; output: string | undefined }) {
  const state = useNodeState(node);
  const isRemembered = useIsRemembered(output === undefined ? undefined : outputRef(node, output), state);
  const { status, title } = describeState(node, state, isRemembered);
  const { icon, text } = describeState(node, useUnhurriedState(state), isRemembered);
  return (
    <button
      type="button"
      className="node-state nodrag"
      data-status={status}
      title={canvasTexts.module.stateTitle(title)}
      // Of what is well the Module Inspector tells by keyboard; hundreds of modules would else be twice as many stops.
      tabIndex={status === 'warning' || status === 'failed' ? 0 : -1}
      onClick={(event) => showNodeDetails(node, event.currentTarget)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span className="node-state-icon" aria-hidden="true">
        {icon}
      </span>
      {text}
    </button>
  );
}

/** Whether the last change of what the node gives found its result in memory: undo, or a value that was there before. */
function useIsRemembered(output: OutputRef | undefined, state: NodeState): boolean {
  const name = useResultKey(output);
  const known = useRef<{ name: string | undefined; isRemembered: boolean }>(undefined);
  if (known.current?.name !== name) known.current = { name, isRemembered: state.status === 'done' };
  // Computed again under the same name, for instance after it was given up for lack of memory.
  if (state.status === 'running') known.current = { name, isRemembered: false };
  return known.current?.isRemembered ?? false;
}
