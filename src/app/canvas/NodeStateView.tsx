import { useRef } from 'react';
import { engine } from '#src/app/evaluation.ts';
import { durationText } from '#src/app/format.ts';
import { useDocument } from '#src/app/store.ts';
import { useNodeState } from '#src/app/useOutput.ts';
import type { NodeState } from '#src/engine/states.ts';
import { type OutputRef, outputRef } from '#src/graph/document.ts';

/** The state of a node by icon and text, never by colour alone. */
export function NodeStateView({ node, output }: { node: string; output: string | undefined }) {
  const state = useNodeState(node);
  const isRemembered = useIsRemembered(output === undefined ? undefined : outputRef(node, output), state);
  const { status, icon, text, title } = describe(node, state, isRemembered);
  return (
    <span className="node-state" data-status={status} title={title}>
      <span className="node-state-icon" aria-hidden="true">
        {icon}
      </span>
      {text}
    </span>
  );
}

/** Whether the last change of what the node gives found its result in memory: undo, or a value that was there before. */
function useIsRemembered(output: OutputRef | undefined, state: NodeState): boolean {
  const document = useDocument();
  const name = output && engine.key(document, output);
  const known = useRef<{ name: string | undefined; isRemembered: boolean }>(undefined);
  if (known.current?.name !== name) known.current = { name, isRemembered: state.status === 'done' };
  // Computed again under the same name, for instance after it was given up for lack of memory.
  if (state.status === 'running') known.current = { name, isRemembered: false };
  return known.current?.isRemembered ?? false;
}

/** What a state is called, with an icon that differs in shape. */
function describe(node: string, state: NodeState, isRemembered: boolean) {
  switch (state.status) {
    case 'idle':
      return state.hint
        ? { status: 'idle', icon: '○', text: 'not connected', title: state.hint }
        : { status: 'idle', icon: '○', text: 'not run', title: 'Not computed: nothing asks for it yet' };
    case 'queued':
      return { status: 'queued', icon: '…', text: 'waits', title: 'Waits for its inputs or for a free worker' };
    case 'running': {
      const percent = Math.round(100 * state.progress);
      return { status: 'running', icon: '▶', text: percent > 0 ? `${percent} %` : 'runs', title: 'Running' };
    }
    case 'done': {
      const took = durationText(state.ms);
      if (state.warnings.length > 0) {
        return { status: 'warning', icon: '⚠', text: 'warning', title: state.warnings.join('\n') };
      }
      return isRemembered
        ? { status: 'done', icon: '✓', text: 'from memory', title: `Remembered; computing it took ${took}` }
        : { status: 'done', icon: '✓', text: took, title: `Computed in ${took}` };
    }
    case 'failed': {
      const isOwn = state.error.node === node;
      const title = isOwn ? state.error.message : `${state.error.node} failed: ${state.error.message}`;
      return isOwn
        ? { status: 'failed', icon: '✖', text: 'error', title }
        : { status: 'blocked', icon: '⊘', text: 'blocked', title };
    }
    default:
      return state satisfies never;
  }
}
