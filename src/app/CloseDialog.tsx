import { saveGraph } from './graphFiles.ts';
import { Modal } from './Modal.tsx';
import { closeNetwork } from './networks.ts';
import { useApp } from './store.ts';
import { commonTexts } from './texts/common.ts';
import { windowTexts } from './texts/window.ts';

/** Asks what becomes of changes that are in no file, before their network is closed. */
export function CloseDialog() {
  const closing = useApp((state) => state.closing);
  const fileName = useApp((state) => state.fileName);
  if (closing === undefined) return null;
  const stay = () => useApp.setState({ closing: undefined });
  return (
    <Modal title={windowTexts.closeUnsaved.question(fileName)} onClose={stay} closeText={commonTexts.cancel}>
      <p>{windowTexts.closeUnsaved.explanation}</p>
      <p className="file-buttons">
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            stay();
            void saveGraph().then((isSaved) => isSaved && closeNetwork(closing));
          }}
        >
          {windowTexts.closeUnsaved.save}
        </button>
        <button type="button" className="button" onClick={() => closeNetwork(closing)}>
          {windowTexts.closeUnsaved.discard}
        </button>
      </p>
    </Modal>
  );
}
