import type { NodeState } from '#src/engine/states.ts';
import { bytesText, durationText } from './format.ts';

/** A state in words, with an icon that differs in shape: never told by colour alone. */
export interface StateText {
  readonly status: 'idle' | 'queued' | 'running' | 'done' | 'warning' | 'failed' | 'blocked';
  readonly icon: string;
  /** A word or two, for the node. */
  readonly text: string;
  /** A sentence. */
  readonly title: string;
}

/** What the state of a node is called. `isRemembered` says that its last change found the result in memory. */
export function describeState(node: string, state: NodeState, isRemembered: boolean): StateText {
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
      const held = state.bytes > 0 ? `, holds ${bytesText(state.bytes)}` : '';
      const title = isRemembered ? `From memory; computing it took ${took}${held}` : `Computed in ${took}${held}`;
      const { length } = state.warnings;
      if (length > 0) {
        const text = length === 1 ? 'warning' : `${length} warnings`;
        return { status: 'warning', icon: '⚠', text, title: `${state.warnings.join('\n')}\n${title}` };
      }
      return { status: 'done', icon: '✓', text: isRemembered ? 'from memory' : took, title };
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
