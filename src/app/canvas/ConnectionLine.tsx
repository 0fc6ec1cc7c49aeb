import type { ConnectionLineComponentProps } from '@xyflow/react';
import { getBezierPath } from '@xyflow/react';
import { modules } from '#modules/index.ts';
import { currentDocument } from '#src/app/store.ts';
import { outputRef, whyNotConnect } from '#src/graph/document.ts';

/** The line under the pointer while a connection is drawn: white in the open, green where it fits, red with the reason where not. */
export function ConnectionLine(props: ConnectionLineComponentProps) {
  const { fromNode, fromHandle, toNode, toHandle } = props;
  const [path] = getBezierPath({
    sourceX: props.fromX,
    sourceY: props.fromY,
    sourcePosition: props.fromPosition,
    targetX: props.toX,
    targetY: props.toY,
    targetPosition: props.toPosition,
  });
  let why: string | undefined;
  const isOver = Boolean(toNode && toHandle);
  if (toNode && toHandle) {
    const forward = fromHandle.type === 'source';
    if (fromHandle.type === toHandle.type) {
      why = forward ? 'An output cannot feed an output' : 'An input cannot feed an input';
    } else {
      const [giver, output] = forward ? [fromNode.id, fromHandle.id] : [toNode.id, toHandle.id];
      const [taker, input] = forward ? [toNode.id, toHandle.id] : [fromNode.id, fromHandle.id];
      why = whyNotConnect(currentDocument(), modules, outputRef(giver, output ?? ''), taker, input ?? '');
    }
  }
  const colour = !isOver ? 'var(--text-muted)' : why ? 'var(--danger)' : 'var(--success)';
  return (
    <g>
      <path d={path} fill="none" stroke={colour} strokeWidth={3} strokeDasharray={isOver && !why ? undefined : '6 4'} />
      {isOver && (
        <foreignObject x={props.toX + 14} y={props.toY - 12} width={310} height={90} style={{ overflow: 'visible' }}>
          <output className="connection-reason" data-valid={!why} style={{ display: 'inline-block' }}>
            {why ?? `✓ ${toNode?.id}.${toHandle?.id}`}
          </output>
        </foreignObject>
      )}
    </g>
  );
}
