import './tutorials.css';
import { Markdown } from '#src/app/canvas/Markdown.tsx';
import { commands } from '#src/app/commands.ts';
import { examples } from '#src/app/examples.ts';
import { Icon } from '#src/app/Icon.tsx';
import { useApp } from '#src/app/store.ts';
import { tutorialTexts } from '#src/app/texts/tutorials.ts';
import { startTutorial, useProgress } from './progress.ts';

/** What a newcomer is told above the first example, until a tutorial was begun, another network is shown, or this was closed. */
export function Welcome() {
  const isNew = useProgress(({ steps, isWelcomed }) => !isWelcomed && Object.keys(steps).length === 0);
  const [{ fileName, minutes, tutorial }] = examples;
  const isFirst = useApp((state) => state.isExample && state.fileName === fileName);
  if (!isNew || !isFirst || tutorial === undefined) return null;
  const { label, title, explanation, start, examples: all, close } = tutorialTexts.welcome;
  return (
    <section className="tutorial" aria-label={label}>
      <div className="tutorial-head">
        <strong>{title}</strong>
      </div>
      <div className="tutorial-text">
        <Markdown text={explanation(minutes)} />
      </div>
      <div className="tutorial-actions">
        <button type="button" className="button button-primary" onClick={() => startTutorial(tutorial)}>
          {start}
        </button>
        <button type="button" className="button" onClick={commands.gallery.do}>
          {all}
        </button>
        <button
          type="button"
          className="icon-button"
          title={close}
          aria-label={close}
          onClick={() => useProgress.setState({ isWelcomed: true })}
        >
          <Icon name="close" />
        </button>
      </div>
    </section>
  );
}
