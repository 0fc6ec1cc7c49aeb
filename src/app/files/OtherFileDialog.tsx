import { Modal } from '#src/app/Modal.tsx';
import { currentDocument, setParams } from '#src/app/store.ts';
import { fileTexts } from '#src/app/texts/files.ts';
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
    <Modal title={fileTexts.other.title} onClose={closeFileDialog}>
      <p className="panel-message" data-kind="warning">
        {fileTexts.other.warning(found.name, node)}
      </p>
      <dl className="hashes">
        <dt>{fileTexts.other.expected(expected.name)}</dt>
        <dd>{fileTexts.other.hash(expected.hash)}</dd>
        <dt>{fileTexts.other.chosen(found.name)}</dt>
        <dd>{fileTexts.other.hash(found.hash)}</dd>
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
          {fileTexts.other.chooseAnother}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            setParams(node, { [param]: found });
            closeFileDialog();
          }}
        >
          {fileTexts.other.use}
        </button>
      </p>
    </Modal>
  );
}
