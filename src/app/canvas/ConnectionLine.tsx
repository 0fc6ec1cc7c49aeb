import type { ConnectionLineComponentProps } from '@xyflow/react';
import { getBezierPath } from '@xyflow/react';
import { realEnd } from './foldedPorts.ts';
import { whyRefused } from './whyRefused.ts';

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
  const isOver = Boolean(toNode && toHandle);
  const why =
    toNode && toHandle ? whyRefused({ node: fromNode.id, ...fromHandle }, { node: toNode.id, ...toHandle }) : undefined;
  const colour = !isOver ? 'var(--wire-free)' : why ? 'var(--danger)' : 'var(--success)';
  return (
    <g>
      <path d={path} className="connection-casing" />
      <path d={path} className="connection-line" stroke={colour} strokeDasharray={why ? '6 4' : undefined} />
      {isOver && (
        <foreignObject x={props.toX + 14} y={props.toY - 12} width={310} height={90} style={{ overflow: 'visible' }}>
          <output className="connection-reason" data-valid={!why} style={{ display: 'inline-block' }}>
            {why ?? `✓ ${toNode && realEnd(toNode.id, toHandle?.id).join('.')}`}
          </output>
        </foreignObject>
      )}
    </g>
  );
}
