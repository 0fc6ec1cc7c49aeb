import './messages.css';
import { dock } from '#src/app/dockLayout.ts';
import { openPanel, useApp } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { nodeOf, type OutputRef } from '#src/graph/document.ts';
import { useDelayed } from './useDelayed.ts';
import type { PictureStatus } from './useSlicePicture.ts';
import { useWork } from './useWork.ts';

interface ViewerStatusProps {
  readonly status: PictureStatus;
  /** Whether there is a picture, though an older one. */
  readonly hasPicture: boolean;
  /** How far it is, where nothing tells which module is waited for. */
  readonly progress?: number;
  /** What is shown: while it is computed, the module that it waits for is told. */
  readonly source?: OutputRef;
  readonly failure?: { readonly node: string; readonly message: string; readonly isCancelled?: boolean };
  readonly emptyText: string;
  readonly onRetry: () => void;
}

/** Why a viewer shows no picture, or that its picture is not the newest. Nothing when all is well. */
export function ViewerStatus({ status, hasPicture, progress, source, failure, emptyText, onRetry }: ViewerStatusProps) {
  const isLate = useDelayed(status === 'running', 150);
  const isLong = useDelayed(status === 'running', 300);
  const work = useWork(isLong ? source : undefined);
  const percent = isLong && progress !== undefined && progress > 0 ? Math.floor(100 * progress) : undefined;
  const done = work || (percent === undefined ? '' : viewerTexts.status.percent(percent));
  if (status === 'empty') return <p className="viewer-message">{emptyText}</p>;
  if (status === 'failed') {
    return (
      <div className="viewer-message" role="alert">
        {failure?.node && <strong>{failure.node}</strong>}
        <p>{failure?.isCancelled ? viewerTexts.status.stopped : failure?.message}</p>
        <span className="viewer-answers">
          {failure?.node && !failure.isCancelled && <PanelButton node={failure.node} />}
          <button type="button" className="viewer-button" onClick={onRetry}>
            {failure?.isCancelled ? commonTexts.runAgain : viewerTexts.status.retry}
          </button>
        </span>
      </div>
    );
  }
  if (status !== 'running' || !isLate) return null;
  return hasPicture ? (
    <output className="viewer-badge">
      {viewerTexts.status.updating}
      {done}
    </output>
  ) : (
    <output className="viewer-message">
      {viewerTexts.status.computing}
      {done}
    </output>
  );
}

/** Opens the panel of the module that failed, where most failures are mended; nothing for one that is not in the network. */
function PanelButton({ node }: { readonly node: string }) {
  const exists = useApp((state) => nodeOf(state.history.present, node) !== undefined);
  if (!exists) return null;
  const open = () => {
    openPanel(node, 'panel');
    // One that is open may lie behind another.
    dock.front({ node, kind: 'panel' });
  };
  return (
    <button type="button" className="viewer-button" onClick={open}>
      {viewerTexts.status.openPanel(node)}
    </button>
  );
}
