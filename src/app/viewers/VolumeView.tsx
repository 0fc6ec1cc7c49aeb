import { useState } from 'react';
import View3DModule from '#modules/View3D/index.ts';
import { useImage } from '#src/app/useOutput.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { VolumePane } from './VolumePane.tsx';
import { initialCamera } from './volumeCamera.ts';

const defaults = defaultParams(View3DModule.params);
const windowParams = ['autoLUT', 'lutCenter', 'lutWidth', 'shift', 'opacityCurve', 'box'];

/** Any image output as a volume. What the user does here is forgotten with the component. */
export function VolumeView({ source }: { readonly source: OutputRef }) {
  const [camera, setCamera] = useState(initialCamera);
  const [params, setParams] = useState<Readonly<Record<string, ParamValue>>>(defaults);
  const [own, setOwn] = useState(source);
  // What is set in values of one image means nothing to another.
  if (own !== source) {
    setOwn(source);
    setParams((now) => ({ ...now, ...Object.fromEntries(windowParams.map((name) => [name, defaults[name]])) }));
  }
  return (
    <VolumePane
      name={source}
      emptyText={`${splitRef(source)[0]} gives no image`}
      image={useImage(source)}
      surfaces={noSurfaces}
      camera={camera}
      onCamera={setCamera}
      params={params}
      onParams={(values) => setParams((now) => ({ ...now, ...values }))}
      onEnd={() => {}}
    />
  );
}

const noSurfaces = [] as const;
