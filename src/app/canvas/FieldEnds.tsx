import { useStoreApi } from '@xyflow/react';
import { memo } from 'react';
import { paramSource, paramTarget } from './flowNodes.ts';

/**
 * The ends of parameter connections at a module, which are not seen: elements like the library's handles. Nothing is connected there by hand,
 * so that they need not look at whatever the hand does, as each handle would: hundreds of modules have thousands of them.
 */
export const FieldEnds = memo(function FieldEnds({ node }: { node: string }) {
  const { rfId } = useStoreApi().getState();
  return (
    <>
      <End flow={rfId} node={node} id={paramSource} type="source" side="right" />
      <End flow={rfId} node={node} id={paramTarget} type="target" side="left" />
    </>
  );
});

interface EndProps {
  readonly flow: string;
  readonly node: string;
  readonly id: string;
  readonly type: 'source' | 'target';
  readonly side: 'left' | 'right';
}

function End({ flow, node, id, type, side }: EndProps) {
  return (
    <div
      className={`react-flow__handle react-flow__handle-${side} nodrag nopan param-handle ${type}`}
      data-id={`${flow}-${node}-${id}-${type}`}
      data-nodeid={node}
      data-handleid={id}
      data-handlepos={side}
    />
  );
}
