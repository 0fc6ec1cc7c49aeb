import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Result } from '#src/engine/result.ts';
import type { EvaluationError } from '#src/engine/states.ts';
import { inTurn } from './inTurn.ts';
import { liveQuestions } from './liveQuestion.ts';
import { useApp } from './store.ts';

/** How long an older question may hold the newest up, ms; where questions take longer, as long as they do. */
const usualPatience = 250;
const mostPatience = 4000;

/** What a view knows of what it demands. */
export interface OutputView<T> {
  readonly status: 'empty' | 'running' | 'ready' | 'failed';
  /** The newest value there is: while it runs, an older one. */
  readonly value?: T;
  readonly isStale: boolean;
  readonly progress?: number;
  readonly error?: EvaluationError;
  readonly retry: () => void;
}

/** An output view that knows to which question its value is the answer; `tag` is what was given with it. */
export interface LiveView<T, G> extends OutputView<T> {
  readonly tag?: G;
}

/** What is asked of the engine as long as a component is there. */
export interface Question<T, G> {
  /** What is looked at: values of anything else are never shown, not even while the new one is computed. Undefined asks nothing. */
  readonly about: string | undefined;
  /** Names the answer: equal names, equal answers. It is asked anew when it changes. */
  readonly name: unknown;
  readonly ask: (signal: AbortSignal) => Promise<Result<T>>;
  /** The answer, where it is there without a question. */
  readonly peek?: () => T | undefined;
  readonly tag?: G;
  /** Rendered as soon as it is answered, for what follows a hand. */
  readonly isUrgent?: boolean;
  /** Not asked for the moment: what is known already is shown, and a question under way is withdrawn. */
  readonly isHeld?: boolean;
  /** How long an older question may hold the newest up, ms; it stays as it is first given. */
  readonly patience?: number;
}

interface Answer<T, G> {
  readonly about: string;
  readonly name: unknown;
  readonly attempt: number;
  readonly result: Result<T>;
  readonly tag: G | undefined;
}

/**
 * Asks a question of the engine, and anew when its name changes. While parameters are dragged older questions are answered on the way, in
 * their order (liveQuestion.ts), so that what is shown follows the hand. What is in memory is there within the same rendering.
 */
export function useQuestion<T, G = undefined>(question: Question<T, G>): LiveView<T, G> {
  const { about, name, isHeld = false, patience = usualPatience } = question;
  const runAgain = useApp((state) => state.attempt);
  const [ownAttempt, setOwnAttempt] = useState(0);
  const attempt = runAgain + ownAttempt;
  const retry = useCallback(() => setOwnAttempt((n) => n + 1), []);
  const [answer, setAnswer] = useState<Answer<T, G>>();
  const good = useRef<Answer<T, G>>(undefined);
  const [questions] = useState(() => liveQuestions<Result<T>>(patience, mostPatience));
  const latest = useRef(question);
  latest.current = question;
  const askedAbout = useRef(about);
  const isAsked = about !== undefined && name !== undefined;

  const there = useMemo((): Answer<T, G> | undefined => {
    const value = isAsked ? latest.current.peek?.() : undefined;
    if (value === undefined || about === undefined) return undefined;
    return { about, name, attempt, result: { ok: true, value }, tag: latest.current.tag };
  }, [isAsked, about, name, attempt]);
  // What is there takes the place of every answer before it.
  if (there && there !== answer) setAnswer(there);

  useEffect(() => () => questions.stop(), [questions]);
  useLayoutEffect(() => {
    // What is looked at no more is not waited for.
    if (!isAsked || askedAbout.current !== about) questions.stop();
    askedAbout.current = about;
    if (!isAsked) return;
    const { ask, tag, isUrgent } = latest.current;
    if (there) {
      questions.stop();
      // Memory learns that it is used, and its node that it is done.
      ask(new AbortController().signal);
      return;
    }
    if (isHeld) return questions.stop();
    questions.ask(ask, (result) => {
      const set = () => setAnswer({ about, name, attempt, result, tag });
      if (isUrgent) inTurn(() => flushSync(set));
      else set();
    });
  }, [questions, isAsked, about, name, attempt, there, isHeld]);

  if (!isAsked) return { status: 'empty', isStale: false, retry };
  const newest = there ?? answer;
  if (newest?.about === about && newest.result.ok) good.current = newest;
  const isAnswered = newest?.about === about && newest.name === name && newest.attempt === attempt;
  if (isAnswered && !newest.result.ok) return { status: 'failed', error: newest.result.error, isStale: false, retry };
  const last = good.current?.about === about && good.current.result.ok ? good.current : undefined;
  const shown = last?.result.ok ? { value: last.result.value, tag: last.tag } : {};
  if (isAnswered) return { status: 'ready', ...shown, isStale: false, retry };
  return { status: 'running', ...shown, isStale: last !== undefined, retry };
}
