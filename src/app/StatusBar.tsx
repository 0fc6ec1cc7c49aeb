import { useSyncExternalStore } from 'react';
import { nodesOf } from '#src/graph/document.ts';
import { engine } from './evaluation.ts';
import { bytesText } from './format.ts';
import { Icon } from './Icon.tsx';
import { runAgain, useDocument } from './store.ts';

const budgets = [0.25, 0.5, 1, 2, 4, 8].map((gibibytes) => gibibytes * 2 ** 30);

/** What runs, with the way to stop it, and the memory that results hold, with its budget. */
export function StatusBar() {
  const document = useDocument();
  const activity = useSyncExternalStore(engine.subscribe, () => activityOf(document));
  const memory = useSyncExternalStore(engine.subscribe, engine.memory);
  const isBusy = activity.startsWith('Running') || activity.startsWith('Waiting');
  const options = budgets.includes(memory.budget) ? budgets : [...budgets, memory.budget].sort((a, b) => a - b);
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
      <span
        title={
          globalThis.crossOriginIsolated
            ? 'Results lie in memory that all workers share'
            : 'Served without cross-origin isolation: everything works, but results are copied between workers'
        }
      >
        {globalThis.crossOriginIsolated ? 'shared memory' : 'copies'}
      </span>
      <label title="Memory that results hold, and what is computed needs. Past the limit those are given up that are cheapest to compute again and least recently used; what alone needs more than the limit is refused">
        Memory {bytesText(memory.bytes + memory.running)} of{' '}
        <select
          className="field"
          value={memory.budget}
          aria-label="Memory budget"
          onChange={(event) => {
            engine.setBudget(Number(event.target.value));
            // What was refused may fit now.
            if (activity.includes('failed')) runAgain();
          }}
        >
          {options.map((bytes) => (
            <option key={bytes} value={bytes}>
              {bytesText(bytes)}
            </option>
          ))}
        </select>
      </label>
    </footer>
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
