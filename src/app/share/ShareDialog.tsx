import { shareTexts } from '#src/app/texts/share.ts';
import './share.css';
import { useEffect, useMemo, useState } from 'react';
import { canvasView } from '#src/app/canvas/canvasView.ts';
import { downloadBlob } from '#src/app/graphFiles.ts';
import { Modal } from '#src/app/Modal.tsx';
import { notify, useApp, useDocument } from '#src/app/store.ts';
import { safeFileName } from '#src/graph/fileName.ts';
import { drawNetwork, type NetworkPicture } from './drawNetwork.ts';
import { coloursNow } from './pictureColours.ts';
import { pngFile, svgFile } from './pictureFiles.ts';
import { SharedContentsList } from './SharedContentsList.tsx';
import { ShareLink } from './ShareLink.tsx';
import { closeShareDialog, useShareDialog } from './shareDialog.ts';
import { contentsOf, networkToShare, textToShare } from './sharedNetwork.ts';

/** Shares the network that is shown: as a picture that holds it, or as a link that carries it. What goes along is shown first. */
export function ShareDialog() {
  const isOpen = useShareDialog((state) => state.isOpen);
  return isOpen ? <OpenShareDialog /> : null;
}

function OpenShareDialog() {
  const document = useDocument();
  const fileName = useApp((state) => state.fileName);
  const [withNames, setWithNames] = useState(false);
  const { picture, text, contents } = useMemo(() => {
    const shared = networkToShare(document, withNames);
    const text = textToShare(shared);
    return { text, contents: contentsOf(shared), picture: drawNetwork(shared, text, coloursNow(), canvasView.sizeOf) };
  }, [document, withNames]);
  const stem = safeFileName(fileName.replace(/\.json$/i, ''));
  return (
    <Modal title={shareTexts.title} onClose={closeShareDialog}>
      <Preview picture={picture} />
      <SharedContentsList contents={contents} text={text} withNames={withNames} onWithNames={setWithNames} />
      <p className="share-buttons">
        <button
          type="button"
          className="button button-primary"
          onClick={() => void savePng(picture, text, `${stem}.png`)}
        >
          {shareTexts.savePng}
        </button>
        <button type="button" className="button" onClick={() => downloadBlob(svgFile(picture), `${stem}.svg`)}>
          {shareTexts.saveSvg}
        </button>
        <span className="share-hint">{shareTexts.pictureHint}</span>
      </p>
      <ShareLink text={text} />
    </Modal>
  );
}

/** The picture itself, as a file that the browser draws: nothing in it can do anything. */
function Preview({ picture }: { picture: NetworkPicture }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(svgFile(picture));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return <img className="share-picture" src={address} alt={shareTexts.pictureAlt} />;
}

async function savePng(picture: NetworkPicture, text: string, name: string): Promise<void> {
  try {
    downloadBlob(await pngFile(picture, text), name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    notify('error', shareTexts.noPicture(reason));
  }
}
