/** How a question ends: with an answer, unless it was withdrawn before. */
type Ask<A> = (signal: AbortSignal) => Promise<A>;

/** Questions of which the newest counts, asked one after the other. */
export interface LiveQuestions<A> {
  /** Asks anew. What is under way may end first, if it does so soon; what was waiting is dropped. */
  ask(question: Ask<A>, onAnswer: (answer: A) => void): void;
  /** Withdraws all. */
  stop(): void;
}

/**
 * Asks one question after the other, in the order in which they came, so that no answer is followed by that of an older question. A new
 * question that withdrew the one before would, under a hand that moves all the time, let none be answered: so the one under way goes on for
 * `patience` milliseconds after it began, and of those that wait the newest comes next. Where questions take longer than that, the patience
 * grows to what they take, up to `mostPatience`.
 */
export function liveQuestions<A>(patience: number, mostPatience = patience): LiveQuestions<A> {
  let running: { readonly controller: AbortController; readonly start: number } | undefined;
  let next: { readonly question: Ask<A>; readonly onAnswer: (answer: A) => void } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let allowed = patience;
  const allow = (ms: number) => {
    allowed = Math.min(mostPatience, Math.max(patience, ms));
  };

  const withdraw = () => {
    clearTimeout(timer);
    timer = undefined;
    running?.controller.abort();
    running = undefined;
  };
  const startNext = () => {
    if (!next) return;
    const { question, onAnswer } = next;
    next = undefined;
    const begun = { controller: new AbortController(), start: performance.now() };
    running = begun;
    question(begun.controller.signal).then((answer) => {
      // A withdrawn question is answered too, late: it must not overwrite its successor's answer.
      if (running !== begun) return;
      clearTimeout(timer);
      timer = undefined;
      running = undefined;
      allow(1.5 * (performance.now() - begun.start));
      onAnswer(answer);
      startNext();
    });
  };

  return {
    ask(question, onAnswer) {
      next = { question, onAnswer };
      if (!running) return startNext();
      const left = running.start + allowed - performance.now();
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          allow(2 * allowed);
          withdraw();
          startNext();
        },
        Math.max(0, left),
      );
    },
    stop() {
      next = undefined;
      withdraw();
    },
  };
}
