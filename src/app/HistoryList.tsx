import { editTexts } from './texts/edits.ts';
import './historyList.css';
import { useEffect, useMemo, useRef } from 'react';
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
      <ol ref={list}>
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
