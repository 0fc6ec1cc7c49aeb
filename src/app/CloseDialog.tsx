import { saveGraph } from './graphFiles.ts';
import { Modal } from './Modal.tsx';
import { closeNetwork } from './networks.ts';
import { useApp } from './store.ts';

/** Asks what becomes of changes that are in no file, before their network is closed. */
export function CloseDialog() {
  const closing = useApp((state) => state.closing);
  const fileName = useApp((state) => state.fileName);
  if (closing === undefined) return null;
  const stay = () => useApp.setState({ closing: undefined });
  return (
    <Modal title={`Close ${fileName}?`} onClose={stay} closeText="Cancel">
      <p>It has changes that are in no file. Closed, they are gone.</p>
      <p className="file-buttons">
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            stay();
            void saveGraph().then((isSaved) => isSaved && closeNetwork(closing));
          }}
        >
          Save and close
        </button>
        <button type="button" className="button" onClick={() => closeNetwork(closing)}>
          Close without saving
        </button>
      </p>
    </Modal>
  );
}
