import View3DModule from '#modules/View3D/index.ts';
import { endGesture, setParams, useNodeParams } from '#src/app/store.ts';
import { useFedParams, useImage, useNodeInput } from '#src/app/useOutput.ts';
import { cameraSession } from './cameraSession.ts';
import { fedWindow, withFed, withoutFed } from './fedWindow.ts';
import { VolumePane } from './VolumePane.tsx';
import { numberOf } from './viewerDisplay.ts';

const { colorMap: colorMapParam } = View3DModule.params;
const windowParams = { auto: 'autoLUT', center: 'lutCenter', width: 'lutWidth' };

/** The viewer of a View3D node: its image as a volume. The window and the colours are parameters of the node. */
export function View3D({ node }: { readonly node: string }) {
  const params = useNodeParams(node);
  const fed = useFedParams(node);
  const output = useImage(useNodeInput(node, 'inImage'));
  const { colorMap } = params;
  return (
    <VolumePane
      name={node}
      emptyText={`Connect an image to ${node}.inImage`}
      output={output}
      camera={cameraSession.use(node)}
      onCamera={(change) => cameraSession.change(node, change)}
      window={
        params.autoLUT === false
          ? { center: numberOf(params, 'lutCenter', 0), width: numberOf(params, 'lutWidth', 1) }
          : undefined
      }
      fed={fedWindow(fed, windowParams)}
      withFed={(window) => withFed(window, fed, windowParams)}
      onWindow={(window, isDragged) =>
        setParams(
          node,
          withoutFed(
            window ? { autoLUT: false, lutCenter: window.center, lutWidth: window.width } : { autoLUT: true },
            fed,
          ),
          isDragged ? `${node} window` : undefined,
        )
      }
      onWindowEnd={endGesture}
      colorMap={typeof colorMap === 'string' ? colorMap : colorMapParam.default}
      colorMaps={colorMapParam.options}
      onColorMap={(next) => setParams(node, { colorMap: next })}
    />
  );
}
