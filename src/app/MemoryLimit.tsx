import { useSyncExternalStore } from 'react';
import { engine } from './evaluation.ts';
import { bytesText } from './format.ts';
import { runAgain, useDocument } from './store.ts';
import { statusTexts } from './texts/status.ts';

const budgets = [0.25, 0.5, 1, 2, 4, 8].map((gibibytes) => gibibytes * 2 ** 30);

/** The memory that results hold beside its limit, which can be set. */
export function MemoryLimit({ label }: { readonly label: string }) {
  const document = useDocument();
  const memory = useSyncExternalStore(engine.subscribe, engine.memory);
  const options = budgets.includes(memory.budget) ? budgets : [...budgets, memory.budget].sort((a, b) => a - b);
  return (
    <label title={statusTexts.memoryTitle}>
      {statusTexts.memoryOf(bytesText(memory.bytes + memory.running))}
      <select
        className="field"
        value={memory.budget}
        aria-label={label}
        onChange={(event) => {
          engine.setBudget(Number(event.target.value));
          // What was refused may fit now.
          const hasFailed = Object.keys(document.nodes).some(
            (name) => engine.state(document, name).status === 'failed',
          );
          if (hasFailed) runAgain();
        }}
      >
        {options.map((bytes) => (
          <option key={bytes} value={bytes}>
            {bytesText(bytes)}
          </option>
        ))}
      </select>
    </label>
  );
}
