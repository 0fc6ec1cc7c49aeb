import type { SceneState } from './useVolumeScene.ts';

/** What became of a 3D scene, where it is not simply seen. */
export function SceneMessage({ state, onRetry }: { readonly state: SceneState; readonly onRetry: () => void }) {
  switch (state.status) {
    case 'ready':
      return null;
    case 'starting':
      return <output className="viewer-message">Preparing the 3D view…</output>;
    case 'paused':
      return (
        <div className="viewer-paused" style={{ backgroundImage: `url(${state.picture})` }} data-still>
          <span className="viewer-badge">Still picture: point at it to draw it</span>
        </div>
      );
    case 'failed':
      return (
        <div className="viewer-message" role="alert">
          <p>{state.message}</p>
          <button type="button" className="viewer-button" onClick={onRetry}>
            Retry
          </button>
        </div>
      );
    default:
      return state satisfies never;
  }
}
