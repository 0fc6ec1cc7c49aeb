import { tutorialTexts } from '#src/app/texts/tutorials.ts';
import './tutorials.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Markdown } from '#src/app/canvas/Markdown.tsx';
import { commands } from '#src/app/commands.ts';
import { Icon } from '#src/app/Icon.tsx';
import { useApp } from '#src/app/store.ts';
import { restOf, whatIsMissing } from './goals.ts';
import { goToStep, leaveTutorial, showMe, stepOf, useProgress } from './progress.ts';
import { TutorialPointer } from './TutorialPointer.tsx';
import type { Tutorial } from './tutorial.ts';
import { tutorials } from './tutorials.ts';
import { Welcome } from './Welcome.tsx';

/** The step of the open tutorial, in a bar above the network: what to do, whether it is done, and how to go on. */
export function TutorialBar() {
  const progress = useProgress();
  const { current } = progress;
  if (current === undefined) return <Welcome />;
  const step = stepOf(progress, current);
  return <OpenTutorial key={current} id={current} tutorial={tutorials[current]} step={step} />;
}

/** The tutorial was begun by a button that is gone, or it comes back with the page, in which nothing was pressed yet. */
function isFocusFree(): boolean {
  return document.activeElement === document.body && navigator.userActivation?.hasBeenActive !== false;
}

/** With the bar go its buttons: the keys belong to the network then. */
function focusNetwork(): void {
  document.querySelector<HTMLElement>('[data-canvas-focus]')?.focus();
}

function OpenTutorial({
  id,
  tutorial,
  step,
}: {
  readonly id: string;
  readonly tutorial: Tutorial;
  readonly step: number;
}) {
  const { text, goals, seen } = tutorial.steps[step];
  const document = useApp((state) => state.history.present);
  const inspected = useApp((state) => state.inspected);
  const [asked, setAsked] = useState<number>();
  const isAsked = asked === step;
  const nextButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // After the gallery has given back the focus that it had taken.
    const timer = setTimeout(() => isFocusFree() && nextButton.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  const missing = useMemo(() => {
    const reached = { document, inspected };
    const goal = goals.find((each) => whatIsMissing(each, reached) !== undefined);
    return goal && { goal: restOf(goal, reached), why: whatIsMissing(goal, reached) ?? '' };
  }, [goals, document, inspected]);
  const isDone = missing === undefined;
  const isLast = step === tutorial.steps.length - 1;
  const next = () => {
    if (isDone && isLast) focusNetwork();
    if (isDone) goToStep(id, step + 1);
    else setAsked(step);
  };
  const leave = () => {
    focusNetwork();
    leaveTutorial();
  };
  const show = () => {
    showMe(tutorial.steps[step]);
    // The button is off now, and what is off keeps no focus.
    nextButton.current?.focus();
  };
  return (
    <section
      className="tutorial"
      aria-label={tutorialTexts.bar.label(tutorial.title)}
      data-step={step + 1}
      data-done={isDone}
    >
      <div className="tutorial-head">
        <strong>{tutorial.title}</strong>
        <span className="panel-muted">{tutorialTexts.bar.step(step + 1, tutorial.steps.length)}</span>
      </div>
      <div className="tutorial-text" aria-live="polite">
        <Markdown text={text} />
        {isDone && goals.length > 0 && (
          <p className="tutorial-done">
            <Icon name="check" /> {tutorialTexts.bar.done(seen)}
          </p>
        )}
        {missing && isAsked && <p className="tutorial-hint">{tutorialTexts.bar.notYet(missing.why)}</p>}
      </div>
      <div className="tutorial-actions">
        <button type="button" className="button" disabled={step === 0} onClick={() => goToStep(id, step - 1)}>
          {tutorialTexts.bar.back}
        </button>
        {goals.length > 0 && (
          <button type="button" className="button" disabled={isDone} onClick={show}>
            {tutorialTexts.bar.showMe}
          </button>
        )}
        {isDone && isLast && (
          <button type="button" className="button" onClick={commands.gallery.do}>
            {tutorialTexts.bar.more}
          </button>
        )}
        <button ref={nextButton} type="button" className={isDone ? 'button button-primary' : 'button'} onClick={next}>
          {isLast ? tutorialTexts.bar.finish : tutorialTexts.bar.next}
        </button>
        <button
          type="button"
          className="icon-button"
          title={tutorialTexts.bar.leaveTitle}
          aria-label={tutorialTexts.bar.leave}
          onClick={leave}
        >
          <Icon name="close" />
        </button>
      </div>
      {missing && <TutorialPointer goal={missing.goal} />}
    </section>
  );
}
