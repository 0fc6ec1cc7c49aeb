import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Volume } from '#src/image/volume.ts';
import { holdContext } from './contextBudget.ts';
import type { Camera, VolumeLook, VolumeScene } from './volumeScene.ts';

/** What became of a scene. */
export type SceneState =
  | { readonly status: 'starting' | 'ready' }
  /** Another view needed the graphics context; this is the last picture. */
  | { readonly status: 'paused'; readonly picture: string }
  | { readonly status: 'failed'; readonly message: string };

interface SceneContent {
  readonly volume: Volume | undefined;
  readonly look: VolumeLook;
  readonly camera: Camera;
}

/** A new image or window goes to the graphics card when the hand has rested this long, since it holds up the page. */
const restMilliseconds = 150;
/** A context that is lost so often is not worth asking for again by itself. */
const maxLosses = 3;

/**
 * Keeps a 3D scene in the element of `host` while the component is there, with the newest content in it, and makes it anew when
 * the browser has taken its context away. `resume` starts a scene again that was paused or has failed.
 */
export function useVolumeScene(
  host: RefObject<HTMLElement | null>,
  content: SceneContent,
): { readonly state: SceneState; readonly resume: () => void } {
  const [state, setState] = useState<SceneState>({ status: 'starting' });
  const [life, setLife] = useState(0);
  const [scene, setScene] = useState<VolumeScene>();
  const losses = useRef(0);
  const { volume, look, camera } = content;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new life is a new scene, though the scene does not read its number
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let isOver = false;
    let made: VolumeScene | undefined;
    const end = (next: SceneState | undefined) => {
      if (isOver) return;
      isOver = true;
      release();
      made?.dispose();
      setScene(undefined);
      if (next) setState(next);
    };
    const lost = () => {
      losses.current++;
      const isHopeless = losses.current > maxLosses;
      end(
        isHopeless ? { status: 'failed', message: 'The browser keeps taking the graphics context away.' } : undefined,
      );
      if (!isHopeless) setLife((n) => n + 1);
    };
    const release = holdContext(() => end({ status: 'paused', picture: made?.snapshot() ?? '' }));
    setState({ status: 'starting' });
    import('./niivue.ts')
      .then(({ createVolumeScene }) => (isOver ? undefined : createVolumeScene(element, lost)))
      .then(
        (created) => {
          if (!created) return;
          if (isOver) return created.dispose();
          made = created;
          setScene(created);
        },
        (error: unknown) => end({ status: 'failed', message: error instanceof Error ? error.message : String(error) }),
      );
    return () => end(undefined);
  }, [host, life]);

  const isFirst = useRef(true);
  useEffect(() => {
    if (!scene || !volume) return;
    const put = () => {
      isFirst.current = false;
      try {
        scene.show(volume, look);
        setState({ status: 'ready' });
      } catch (error) {
        setState({ status: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    };
    const timer = setTimeout(put, isFirst.current ? 0 : restMilliseconds);
    return () => clearTimeout(timer);
  }, [scene, volume, look]);

  useEffect(() => {
    if (!scene) return;
    const frame = requestAnimationFrame(() => scene.setCamera(camera));
    return () => cancelAnimationFrame(frame);
  }, [scene, camera]);

  const resume = useCallback(() => {
    losses.current = 0;
    setLife((n) => n + 1);
  }, []);
  return { state, resume };
}
