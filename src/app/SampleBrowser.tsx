import { modules } from '#modules/index.ts';
import { samples } from '#src/formats/samples.ts';
import { nodesOf } from '#src/graph/document.ts';
import { addModule } from './actions.ts';
import { canvasView } from './canvas/canvasView.ts';
import { cornerAt } from './canvas/nodeCorner.ts';
import { Modal } from './Modal.tsx';
import { currentDocument, setParams, useApp } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { windowTexts } from './texts/window.ts';

/** The built-in images with where they come from; one is put into the selected LocalImage, else into one that waits for a file, or into a new one. */
export function SampleBrowser({ onClose }: { onClose: () => void }) {
  const use = (sample: (typeof samples)[number]) => {
    const name = { name: sample.file, sample: sample.id };
    const loader = modules.get('LocalImage');
    const loaders = nodesOf(currentDocument()).filter(([, { module }]) => module === 'LocalImage');
    const [selected] = useApp.getState().selection;
    const into = loaders.find(([each]) => each === selected) ?? loaders.find(([, { params }]) => params.name === null);
    if (into) setParams(into[0], { name, voxels: null, series: '' });
    else if (loader) addModule(loader, cornerAt(canvasView.center()), undefined, { name });
    onClose();
  };
  return (
    <Modal title={commonTexts.sampleImages} onClose={onClose}>
      {samples.map((sample) => (
        <section key={sample.id} className="panel-message" data-kind="info">
          <div className="panel-head">
            <strong>{sample.title}</strong>
            <span className="panel-muted">{sample.modality}</span>
            <button
              type="button"
              className="button"
              style={{ marginLeft: 'auto' }}
              data-testid={`sample-${sample.id}`}
              onClick={() => use(sample)}
            >
              {windowTexts.samples.use}
              <span className="visually-hidden"> {sample.title}</span>
            </button>
          </div>
          <p>{sample.description}</p>
          <p className="panel-help">{windowTexts.samples.source(sample.attribution, sample.licence)}</p>
        </section>
      ))}
    </Modal>
  );
}
