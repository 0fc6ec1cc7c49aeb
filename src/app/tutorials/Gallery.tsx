import { tutorialTexts } from '#src/app/texts/tutorials.ts';
import './tutorials.css';
import { type Example, examples } from '#src/app/examples.ts';
import { openExample } from '#src/app/graphFiles.ts';
import { Modal } from '#src/app/Modal.tsx';
import { useApp } from '#src/app/store.ts';
import { resumeTutorial, startTutorial, stepOf, useProgress } from './progress.ts';
import { tutorials } from './tutorials.ts';

/** The example networks with their pictures: each is opened, or built step by step. */
export function Gallery() {
  const isOpen = useApp((state) => state.isGalleryOpen);
  if (!isOpen) return null;
  return (
    <Modal title={tutorialTexts.gallery.title} isWide onClose={closeGallery}>
      <p>{tutorialTexts.gallery.explanation}</p>
      <ul className="gallery">
        {examples.map((example) => (
          <GalleryItem key={example.fileName} example={example} />
        ))}
      </ul>
    </Modal>
  );
}

function closeGallery(): void {
  useApp.setState({ isGalleryOpen: false });
}

function GalleryItem({ example }: { readonly example: Example }) {
  const { title, teaches, minutes, tutorial, picture, fileName } = example;
  const progress = useProgress();
  const steps = tutorial === undefined ? 0 : tutorials[tutorial].steps.length;
  const done = tutorial === undefined ? undefined : progress.steps[tutorial];
  const isBegun = done !== undefined && done > 0 && done < steps;
  const and = (act: () => void) => () => {
    closeGallery();
    act();
  };
  return (
    <li className="gallery-item" data-example={fileName} data-tutorial={tutorial && tutorials[tutorial].title}>
      {picture === undefined ? null : <img src={picture} alt="" width={480} height={300} />}
      <div className="gallery-facts">
        <h3>{title}</h3>
        <p>{teaches}</p>
        <p className="panel-muted">
          {tutorialTexts.gallery.minutes(minutes)}
          {steps > 0 && tutorialTexts.gallery.steps(steps)}
          {done !== undefined && done >= steps && tutorialTexts.gallery.done}
        </p>
      </div>
      <div className="gallery-actions">
        {tutorial !== undefined && isBegun && (
          <button type="button" className="button button-primary" onClick={and(() => resumeTutorial(tutorial))}>
            {tutorialTexts.gallery.continueAt(stepOf(progress, tutorial) + 1)}
            <span className="visually-hidden">{tutorialTexts.gallery.ofTitle(title)}</span>
          </button>
        )}
        {tutorial !== undefined && (
          <button
            type="button"
            className={isBegun ? 'button' : 'button button-primary'}
            onClick={and(() => startTutorial(tutorial))}
          >
            {isBegun ? tutorialTexts.gallery.startAnew : tutorialTexts.gallery.start}
            <span className="visually-hidden"> {title}</span>
          </button>
        )}
        <button type="button" className="button" onClick={and(() => openExample(example))}>
          {tutorialTexts.gallery.open}
          <span className="visually-hidden">{tutorialTexts.gallery.exampleTitle(title)}</span>
        </button>
      </div>
    </li>
  );
}
