import { useEffect } from 'react';
import { type GraphDocument, nodesOf } from '#src/graph/document.ts';
import { dock } from './dockLayout.ts';
import { engine } from './evaluation.ts';
import { Icon } from './Icon.tsx';
import { logFailures } from './logFailures.ts';
import { MemoryLimit } from './MemoryLimit.tsx';
import { useMessages } from './messages.ts';
import { NetworkForecastText } from './panels/ForecastText.tsx';
import { currentDocument, runAgain } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { statusTexts } from './texts/status.ts';
import { useKnown } from './useNodeState.ts';

/** What runs, with the way to stop it, what there is to read, and the memory that results hold, with its budget. */
export function StatusBar() {
  const { kind, text } = useKnown(activityNow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sentence names other modules
  useEffect(() => {
    if (kind !== 'failed') return;
    // What a run says is written down by then.
    const timer = setTimeout(() => logFailures(currentDocument()), 300);
    return () => clearTimeout(timer);
  }, [kind, text]);
  return (
    <footer className="statusbar">
      <button
        type="button"
        className="button"
        disabled={kind !== 'busy'}
        title={statusTexts.stopTitle}
        onClick={engine.stop}
      >
        <Icon name="stop" /> {statusTexts.stop}
      </button>
      <output className="statusbar-activity" aria-live="polite" data-testid="activity">
        {text}
      </output>
      {kind === 'failed' && (
        <button type="button" className="button" onClick={runAgain}>
          {commonTexts.runAgain}
        </button>
      )}
      <MessageCounters />
      <span title={globalThis.crossOriginIsolated ? statusTexts.sharedMemoryTitle : statusTexts.copiesTitle}>
        {globalThis.crossOriginIsolated ? statusTexts.sharedMemory : statusTexts.copies}
      </span>
      <NetworkForecastText />
      <MemoryLimit label={statusTexts.memoryBudget} />
    </footer>
  );
}

/** How many errors and warnings there were since the messages were cleared; a click shows them. */
function MessageCounters() {
  const messages = useMessages((state) => state.messages);
  const errors = messages.filter(({ level }) => level === 'error').length;
  const warnings = messages.filter(({ level }) => level === 'warning').length;
  return (
    <button
      type="button"
      className="button button-quiet statusbar-messages"
      title={statusTexts.showMessages(errors, warnings)}
      onClick={() => dock.show('messages')}
    >
      <span className="visually-hidden">{statusTexts.messagesBefore}</span>
      <span data-level={errors > 0 ? 'error' : undefined}>
        <span aria-hidden="true">✖ </span>
        {errors}
        <span className="visually-hidden">{statusTexts.errorsAfter}</span>
      </span>
      <span data-level={warnings > 0 ? 'warning' : undefined}>
        <span aria-hidden="true">⚠ </span>
        {warnings}
        <span className="visually-hidden">{statusTexts.warningsAfter}</span>
      </span>
    </button>
  );
}

interface Activity {
  readonly kind: 'busy' | 'failed' | 'ready';
  readonly text: string;
}

let last: Activity = { kind: 'ready', text: '' };

/** What the network does now: the same object as long as it says the same, so nothing is drawn twice. */
function activityNow(): Activity {
  const now = activityOf(currentDocument());
  if (now.kind !== last.kind || now.text !== last.text) last = now;
  return last;
}

/** One sentence on what the network does. */
function activityOf(document: GraphDocument): Activity {
  const running: string[] = [];
  const queued: string[] = [];
  const failed: string[] = [];
  for (const [name] of nodesOf(document)) {
    const state = engine.state(document, name);
    if (state.status === 'running') running.push(statusTexts.runningNode(name, Math.round(100 * state.progress)));
    if (state.status === 'queued') queued.push(name);
    if (state.status === 'failed' && state.error.node === name) failed.push(name);
  }
  if (running.length > 0) return { kind: 'busy', text: statusTexts.running(running) };
  if (queued.length > 0) return { kind: 'busy', text: statusTexts.waiting(queued) };
  if (failed.length > 0) return { kind: 'failed', text: statusTexts.failed(failed) };
  return { kind: 'ready', text: statusTexts.ready };
}
