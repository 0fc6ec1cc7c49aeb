import { useMemo } from 'react';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { useImage } from '#src/app/useOutput.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { cameraSession } from './cameraSession.ts';
import { volumeSession, volumeValueSession } from './sourceSession.ts';
import { VolumePane } from './VolumePane.tsx';
import type { VolumeScene } from './volumeScene.ts';

/** What is in values of one image or a place in it. */
const valueParams: readonly string[] = ['autoLUT', 'lutCenter', 'lutWidth', 'shift', 'opacityCurve', 'box'];

interface VolumeViewProps {
  readonly source: OutputRef;
  /** Under what name it is known how the view shows volumes and from where it looks. */
  readonly memory: string;
  readonly onScene?: (scene: VolumeScene | undefined) => void;
}

/** Any image output as a volume. What is set in values of an image stays with it, the rest with the view; with the network all is forgotten. */
export function VolumeView({ source, memory, onScene }: VolumeViewProps) {
  const shared = volumeSession.use(memory);
  const own = volumeValueSession.use(source);
  const params = useMemo(() => ({ ...shared, ...own }), [shared, own]);
  const change = (values: Readonly<Record<string, ParamValue>>) => {
    const parts = (isValue: boolean) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => valueParams.includes(name) === isValue));
    volumeSession.change(memory, (now) => ({ ...now, ...parts(false) }));
    volumeValueSession.change(source, (now) => ({ ...now, ...parts(true) }));
  };
  return (
    <VolumePane
      name={source}
      emptyText={viewerTexts.noImage(splitRef(source)[0])}
      source={source}
      image={useImage(source)}
      surfaces={noSurfaces}
      camera={cameraSession.use(memory)}
      onCamera={(next) => cameraSession.change(memory, next)}
      params={params}
      onParams={change}
      onEnd={() => {}}
      onScene={onScene}
    />
  );
}

const noSurfaces = [] as const;
