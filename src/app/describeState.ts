import type { NodeState } from '#src/engine/states.ts';
import { bytesText, durationText } from './format.ts';
import { commonTexts } from './texts/common.ts';
import { stateTexts } from './texts/states.ts';
import { unitTexts } from './texts/units.ts';

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
        ? { status: 'idle', icon: '○', text: commonTexts.notConnected, title: state.hint }
        : { status: 'idle', icon: '○', text: stateTexts.notRun, title: stateTexts.notRunTitle };
    case 'queued':
      return { status: 'queued', icon: '…', text: stateTexts.waits, title: stateTexts.waitsTitle };
    case 'running': {
      const percent = Math.round(100 * state.progress);
      return {
        status: 'running',
        icon: '▶',
        text: percent > 0 ? unitTexts.percent(percent) : stateTexts.runs,
        title: stateTexts.runsTitle,
      };
    }
    case 'done': {
      const took = durationText(state.ms);
      const held = state.bytes > 0 ? bytesText(state.bytes) : undefined;
      const title = (isRemembered ? stateTexts.fromMemoryTitle : stateTexts.computedTitle)(took, held);
      const { length } = state.warnings;
      if (length > 0) {
        const text = stateTexts.warnings(length);
        return { status: 'warning', icon: '⚠', text, title: `${state.warnings.join('\n')}\n${title}` };
      }
      return { status: 'done', icon: '✓', text: isRemembered ? stateTexts.fromMemory : took, title };
    }
    case 'failed': {
      const isOwn = state.error.node === node;
      const title = isOwn ? state.error.message : stateTexts.blockedTitle(state.error.node, state.error.message);
      return isOwn
        ? { status: 'failed', icon: '✖', text: stateTexts.error, title }
        : { status: 'blocked', icon: '⊘', text: stateTexts.blocked, title };
    }
    default:
      return state satisfies never;
  }
}
