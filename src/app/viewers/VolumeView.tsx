import { useState } from 'react';
import View3DModule from '#modules/View3D/index.ts';
import { useImage } from '#src/app/useOutput.ts';
import { type OutputRef, splitRef } from '#src/graph/document.ts';
import { VolumePane } from './VolumePane.tsx';
import { initialCamera } from './volumeScene.ts';
import type { WindowLevel } from './windowLevel.ts';

const { colorMap: colorMapParam } = View3DModule.params;

/** Any image output as a volume. What the user does here is forgotten with the component. */
export function VolumeView({ source }: { readonly source: OutputRef }) {
  const [camera, setCamera] = useState(initialCamera);
  const [own, setOwn] = useState<{ source: OutputRef; window: WindowLevel }>();
  const [colorMap, setColorMap] = useState<string>(colorMapParam.default);
  return (
    <VolumePane
      name={source}
      emptyText={`${splitRef(source)[0]} gives no image`}
      output={useImage(source)}
      camera={camera}
      onCamera={setCamera}
      window={own?.source === source ? own.window : undefined}
      onWindow={(window) => setOwn(window && { source, window })}
      onWindowEnd={() => {}}
      colorMap={colorMap}
      colorMaps={colorMapParam.options}
      onColorMap={setColorMap}
    />
  );
}
