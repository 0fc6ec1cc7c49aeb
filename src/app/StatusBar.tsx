import { useSyncExternalStore } from 'react';
import { nodesOf } from '#src/graph/document.ts';
import { dock } from './dockLayout.ts';
import { engine } from './evaluation.ts';
import { Icon } from './Icon.tsx';
import { MemoryLimit } from './MemoryLimit.tsx';
import { useMessages } from './messages.ts';
import { NetworkForecastText } from './panels/ForecastText.tsx';
import { runAgain, useDocument } from './store.ts';

/** What runs, with the way to stop it, what there is to read, and the memory that results hold, with its budget. */
export function StatusBar() {
  const document = useDocument();
  const activity = useSyncExternalStore(engine.subscribe, () => activityOf(document));
  const isBusy = activity.startsWith('Running') || activity.startsWith('Waiting');
  return (
    <footer className="statusbar">
      <button
        type="button"
        className="button"
        disabled={!isBusy}
        title="Cancel everything that runs (Esc)"
        onClick={engine.stop}
      >
        <Icon name="stop" /> STOP
      </button>
      <output className="statusbar-activity" aria-live="polite" data-testid="activity">
        {activity}
      </output>
      {activity.includes('failed') && (
        <button type="button" className="button" onClick={runAgain}>
          Run again
        </button>
      )}
      <MessageCounters />
      <span
        title={
          globalThis.crossOriginIsolated
            ? 'Results lie in memory that all workers share'
            : 'Served without cross-origin isolation: everything works, but results are copied between workers'
        }
      >
        {globalThis.crossOriginIsolated ? 'shared memory' : 'copies'}
      </span>
      <NetworkForecastText />
      <MemoryLimit label="Memory budget" />
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
      title={`Show the messages: ${errors} errors, ${warnings} warnings`}
      onClick={() => dock.show('messages')}
    >
      <span className="visually-hidden">Messages: </span>
      <span data-level={errors > 0 ? 'error' : undefined}>
        <span aria-hidden="true">✖ </span>
        {errors}
        <span className="visually-hidden"> errors, </span>
      </span>
      <span data-level={warnings > 0 ? 'warning' : undefined}>
        <span aria-hidden="true">⚠ </span>
        {warnings}
        <span className="visually-hidden"> warnings</span>
      </span>
    </button>
  );
}

/** One sentence on what the network does: equal sentences are equal strings, so nothing is drawn twice. */
function activityOf(document: ReturnType<typeof useDocument>): string {
  const running: string[] = [];
  const queued: string[] = [];
  const failed: string[] = [];
  for (const [name] of nodesOf(document)) {
    const state = engine.state(document, name);
    if (state.status === 'running') running.push(`${name} ${Math.round(100 * state.progress)} %`);
    if (state.status === 'queued') queued.push(name);
    if (state.status === 'failed' && state.error.node === name) failed.push(name);
  }
  if (running.length > 0) return `Running ${running.join(', ')}`;
  if (queued.length > 0) return `Waiting: ${queued.join(', ')}`;
  if (failed.length > 0) return `${failed.join(', ')} failed`;
  return 'Ready';
}
