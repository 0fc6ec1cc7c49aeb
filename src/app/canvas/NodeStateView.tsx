import { durationText } from '#src/app/format.ts';
import type { NodeState } from '#src/engine/states.ts';

/** The state of a node by icon and text, never by colour alone. */
export function NodeStateView({ node, state }: { node: string; state: NodeState }) {
  const { status, icon, text, title } = describe(node, state);
  return (
    <span className="node-state" data-status={status} title={title}>
      <span className="node-state-icon" aria-hidden="true">
        {icon}
      </span>
      {text}
    </span>
  );
}

/** What a state is called, with an icon that differs in shape. */
function describe(node: string, state: NodeState): { status: string; icon: string; text: string; title: string } {
  switch (state.status) {
    case 'idle':
      return { status: 'idle', icon: '○', text: '', title: state.hint ?? 'Not computed: nothing asks for it yet' };
    case 'queued':
      return { status: 'queued', icon: '…', text: 'waits', title: 'Waits for its inputs or for a free worker' };
    case 'running': {
      const percent = Math.round(100 * state.progress);
      return { status: 'running', icon: '▶', text: percent > 0 ? `${percent} %` : 'runs', title: 'Running' };
    }
    case 'done': {
      const how = state.fromMemo ? 'from memory' : durationText(state.ms);
      if (state.warnings.length > 0) {
        return { status: 'warning', icon: '⚠', text: 'warning', title: state.warnings.join('\n') };
      }
      const title = state.fromMemo
        ? `Remembered; it took ${durationText(state.ms)}`
        : `Computed in ${durationText(state.ms)}`;
      return { status: 'done', icon: '✓', text: how, title };
    }
    case 'failed': {
      const isOwn = state.error.node === node;
      const title = isOwn ? state.error.message : `${state.error.node}: ${state.error.message}`;
      return isOwn
        ? { status: 'failed', icon: '✖', text: 'error', title }
        : { status: 'blocked', icon: '⊘', text: `by ${state.error.node}`, title };
    }
    default:
      return state satisfies never;
  }
}
