import { useMemo } from 'react';
import View3DModule from '#modules/View3D/index.ts';
import { endGesture, setParams, useDocument, useNodeParams } from '#src/app/store.ts';
import { viewerTexts } from '#src/app/texts/viewers.ts';
import { useFedParams, useImage, useNodeInput, useValue } from '#src/app/useOutput.ts';
import type { OutputView } from '#src/app/useQuestion.ts';
import type { ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Mesh, PortValue } from '#src/graph/ports.ts';
import { cameraSession } from './cameraSession.ts';
import { withoutFed } from './fedWindow.ts';
import { TimeBar } from './TimeBar.tsx';
import { timeSteps } from './timeSteps.ts';
import { VolumePane } from './VolumePane.tsx';
import type { SurfaceInput } from './volumeContent.ts';

const defaults = defaultParams(View3DModule.params);

/** The viewer of a View3D node: an image as a volume with a mask and surfaces in it. All but the camera are parameters of the node. */
export function View3D({ node }: { readonly node: string }) {
  const own = useNodeParams(node);
  const fed = useFedParams(node);
  const source = useNodeInput(node, 'inImage');
  const image = useImage(source);
  const mask = useImage(useNodeInput(node, 'inMask'));
  const first = useMesh(node, 1);
  const second = useMesh(node, 2);
  const third = useMesh(node, 3);
  const fourth = useMesh(node, 4);
  const params = useMemo(() => ({ ...defaults, ...own, ...fed.values }), [own, fed]);
  const surfaces = useMemo(
    () => [first, second, third, fourth].filter((each) => each.output.status !== 'empty'),
    [first, second, third, fourth],
  );
  return (
    <VolumePane
      name={node}
      emptyText={viewerTexts.connectSurfaceToo(node)}
      source={source}
      image={image}
      mask={mask.status === 'empty' ? undefined : mask}
      surfaces={surfaces}
      camera={cameraSession.use(node)}
      onCamera={(change) => cameraSession.change(node, change)}
      params={params as Readonly<Record<string, ParamValue>>}
      fed={fed.sources}
      onParams={(values, gesture) => setParams(node, withoutFed(values, fed), gesture && `${node} ${gesture}`)}
      onEnd={endGesture}
      onTime={timeSteps(source, image.status === 'failed')}
      timeBar={<TimeBar name={node} source={source} isReady={image.status === 'ready'} speed={timeSpeed} />}
    />
  );
}

/** Time points a second, while they are played: fewer than slices, since each is a whole image. */
const timeSpeed = 4;

/** What arrives at a surface input. */
function useMesh(node: string, number: 1 | 2 | 3 | 4): SurfaceInput {
  const value = useValue(useDocument(), useNodeInput(node, `mesh${number}`));
  const { status, error, progress, retry } = value;
  const mesh = meshOf(value.value);
  return useMemo(() => {
    const output: OutputView<Mesh> = { status, error, progress, retry, value: mesh, isStale: false };
    return { number, output };
  }, [number, status, error, progress, retry, mesh]);
}

function meshOf(value: PortValue | undefined): Mesh | undefined {
  return typeof value === 'object' && 'positions' in value ? value : undefined;
}
