import { Modal } from '#src/app/Modal.tsx';
import { currentDocument, setParams } from '#src/app/store.ts';
import { nodeOf, own } from '#src/graph/document.ts';
import type { FileRef } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import { closeFileDialog } from './fileDialogs.ts';
import { locateFile } from './locateFile.ts';

interface OtherFileDialogProps {
  readonly node: string;
  readonly param: string;
  readonly found: FileRef;
}

/** Asks whether a file is to be used whose content is not the one that the network was made with. */
export function OtherFileDialog({ node, param, found }: OtherFileDialogProps) {
  const expected = own(nodeOf(currentDocument(), node)?.params ?? {}, param);
  if (!isFileRef(expected)) return null;
  return (
    <Modal title="This is another file" onClose={closeFileDialog}>
      <p className="panel-message" data-kind="warning">
        ⚠ The content of {found.name} is not that of the file that {node} was made with. Results will differ.
      </p>
      <dl className="hashes">
        <dt>Expected: {expected.name}</dt>
        <dd>SHA-256 {expected.hash ?? 'not known'}</dd>
        <dt>Chosen: {found.name}</dt>
        <dd>SHA-256 {found.hash}</dd>
      </dl>
      <p className="file-buttons">
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            closeFileDialog();
            void locateFile(node, param);
          }}
        >
          Choose another…
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            setParams(node, { [param]: found });
            closeFileDialog();
          }}
        >
          Use it anyway
        </button>
      </p>
    </Modal>
  );
}
