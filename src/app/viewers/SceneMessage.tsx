import './messages.css';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import type { SceneState } from './useVolumeScene.ts';

/** What became of a 3D scene, where it is not simply seen. */
export function SceneMessage({ state, onRetry }: { readonly state: SceneState; readonly onRetry: () => void }) {
  switch (state.status) {
    case 'ready':
      return null;
    case 'starting':
      return <output className="viewer-message">{volumeTexts.scene.preparing}</output>;
    case 'paused':
      return (
        <div className="viewer-paused" style={{ backgroundImage: `url(${state.picture})` }} data-still>
          <span className="viewer-badge">{volumeTexts.scene.still}</span>
        </div>
      );
    case 'failed':
      return (
        <div className="viewer-message" role="alert">
          <p>{state.message}</p>
          <button type="button" className="viewer-button" onClick={onRetry}>
            {viewerTexts.status.retry}
          </button>
        </div>
      );
    default:
      return state satisfies never;
  }
}
