import { editTexts } from './texts/edits.ts';
import './historyList.css';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { describeEdit } from './describeEdit.ts';
import { Icon } from './Icon.tsx';
import { jumpTo, useApp } from './store.ts';

/** More would be longer than anybody reads; the nearest ones are shown. */
const maxShown = 200;

/** Every step that can be undone or done again; a click goes there. It stays open beside the network, so that one sees what it does. */
export function HistoryList() {
  const isOpen = useApp((state) => state.isHistoryOpen);
  return isOpen ? <OpenList /> : null;
}

function OpenList() {
  const { past, present, future } = useApp((state) => state.history);
  const list = useRef<HTMLOListElement>(null);
  const steps = useMemo(() => [...past, present, ...future], [past, present, future]);
  const now = past.length;
  const first = Math.max(0, Math.min(now - maxShown / 2, steps.length - maxShown));
  const shown = steps.slice(first, first + maxShown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is where one is now
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [now]);
  return (
    <section className="history-list" aria-label={editTexts.history.title}>
      <header>
        <h2>{editTexts.history.title}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={editTexts.history.close}
          onClick={() => useApp.setState({ isHistoryOpen: false })}
        >
          <Icon name="close" />
        </button>
      </header>
      <ol ref={list} onKeyDown={goByArrows}>
        {shown.map((step, k) => {
          const n = first + k;
          const text =
            n === 0
              ? editTexts.history.opened
              : capital(describeEdit(steps[n - 1], step, true) ?? editTexts.history.changed);
          return (
            <li key={n}>
              <button
                type="button"
                aria-current={n === now ? 'step' : undefined}
                tabIndex={n === now ? 0 : -1}
                data-future={n > now}
                onClick={() => jumpTo(n)}
              >
                <span className="history-mark" aria-hidden="true">
                  {n === now ? '▸' : ''}
                </span>
                {text}
                {n > now && <span className="visually-hidden">{editTexts.history.undone}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** One stop of the Tab key, as every list here: the arrow keys go from step to step, Enter goes there. */
function goByArrows(event: KeyboardEvent<HTMLElement>): void {
  const steps = [...event.currentTarget.querySelectorAll('button')];
  const at = steps.indexOf(event.target as HTMLButtonElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: steps.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  steps[Math.max(0, Math.min(next, steps.length - 1))]?.focus();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
