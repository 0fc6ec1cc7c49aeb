import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { notify } from '#src/app/store.ts';
import { volumeTexts } from '#src/app/texts/volume.ts';
import { type ContextHold, holdContext } from './contextBudget.ts';
import { useViewSize } from './useViewSize.ts';
import type { Camera } from './volumeCamera.ts';
import type { SceneContent, VolumeScene } from './volumeScene.ts';

/** What became of a scene. */
export type SceneState =
  | { readonly status: 'starting' | 'ready' }
  /** Another view needed the graphics context; this is the last picture. */
  | { readonly status: 'paused'; readonly picture: string }
  | { readonly status: 'failed'; readonly message: string };

/** A 3D scene and what may be asked of it. */
export interface HeldScene {
  readonly state: SceneState;
  /** There while the scene draws. */
  readonly scene: VolumeScene | undefined;
  /** Says that it is looked at: one that is paused begins again, and it is the last to be paused. */
  readonly wake: () => void;
  /** Begins again after a failure. */
  readonly retry: () => void;
}

/** A context that is lost so often is not worth asking for again by itself. */
const maxLosses = 3;

/**
 * Keeps a 3D scene in the element of `host` while the component is there, with the newest content in it, and makes it anew when
 * the browser has taken its context away.
 */
export function useVolumeScene(
  host: RefObject<HTMLElement | null>,
  content: SceneContent | undefined,
  camera: Camera,
): HeldScene {
  const [state, setState] = useState<SceneState>({ status: 'starting' });
  const [life, setLife] = useState(0);
  const [scene, setScene] = useState<VolumeScene>();
  const hold = useRef<ContextHold>(undefined);
  const losses = useRef(0);
  const size = useViewSize(host);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new life is a new scene, though the scene does not read its number
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let isOver = false;
    let made: VolumeScene | undefined;
    const end = (next: SceneState | undefined) => {
      if (isOver) return;
      isOver = true;
      held.giveBack();
      hold.current = undefined;
      made?.dispose();
      setScene(undefined);
      if (next) setState(next);
    };
    const lost = () => {
      losses.current++;
      const isHopeless = losses.current > maxLosses;
      end(
        isHopeless
          ? {
              status: 'failed',
              message: volumeTexts.scene.lost,
            }
          : { status: 'starting' },
      );
      if (isHopeless) return;
      notify('info', volumeTexts.scene.madeAnew);
      setLife((n) => n + 1);
    };
    const held = holdContext(() => end({ status: 'paused', picture: made ? stillOf(made) : '' }));
    hold.current = held;
    setState({ status: 'starting' });
    import('./createVolumeScene.ts')
      .then(({ createVolumeScene }) => (isOver ? undefined : createVolumeScene(element, lost)))
      .then(
        (created) => {
          if (!created) return;
          if (isOver) return created.dispose();
          made = created;
          setScene(created);
        },
        (error: unknown) => end({ status: 'failed', message: sentenceOf(error) }),
      );
    return () => end(undefined);
  }, [host, life]);

  useEffect(() => {
    if (scene && size) scene.resize(size.pixelWidth, size.pixelHeight);
  }, [scene, size]);

  useEffect(() => {
    if (scene) scene.setCamera(camera);
  }, [scene, camera]);

  useEffect(() => {
    if (!scene || !content) return;
    let isLate = false;
    scene.show(content).then(
      (isShown) => {
        // It may have been paused since, by a view that was opened at the same moment.
        if (isShown && !isLate) setState((now) => (now.status === 'paused' ? now : { status: 'ready' }));
      },
      (error: unknown) => {
        if (!isLate) setState({ status: 'failed', message: sentenceOf(error) });
      },
    );
    return () => {
      isLate = true;
    };
  }, [scene, content]);

  const isPaused = state.status === 'paused';
  const wake = useCallback(() => {
    hold.current?.use();
    if (isPaused) setLife((n) => n + 1);
  }, [isPaused]);
  const retry = useCallback(() => {
    losses.current = 0;
    setLife((n) => n + 1);
  }, []);
  return { state, scene, wake, retry };
}

/** The last picture as a data URL, small enough to be kept for each of many views. */
function stillOf(scene: VolumeScene): string {
  return scene.still().toDataURL('image/jpeg', 0.9);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
