import type { NodeProps } from '@xyflow/react';
import { Handle, Position } from '@xyflow/react';
import { memo, useRef } from 'react';
import { modules } from '#modules/index.ts';
import { LocateMissing } from '#src/app/files/LocateMissing.tsx';
import { moduleKind } from '#src/app/moduleKind.ts';
import { inspect, notify, useApp } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import { useNodeState } from '#src/app/useNodeState.ts';
import type { GraphNode } from '#src/graph/document.ts';
import { nodeOf, outputRef, sourceOf } from '#src/graph/document.ts';
import { offeredInputs } from '#src/graph/offeredInputs.ts';
import type { Port } from '#src/graph/ports.ts';
import { connectorShape } from './connectorShape.ts';
import { FieldEnds } from './FieldEnds.tsx';
import { FarNode, FlowMark } from './FlowMark.tsx';
import type { ModuleFlowNode } from './flowNodes.ts';
import { NodePicture } from './NodePicture.tsx';
import { NodeStateView } from './NodeStateView.tsx';
import { ParamSummary } from './ParamSummary.tsx';
import { RenameField } from './RenameField.tsx';
import { useRelation } from './relations.ts';
import { useConnectorUpdate } from './useConnectorUpdate.ts';
import { useUnhurriedState } from './useUnhurriedState.ts';

/** A module in the network, in MeVisLab's manner: outputs at the top, inputs at the bottom, name, summary and state between. */
export const ModuleNode = memo(function ModuleNode({ id }: NodeProps<ModuleFlowNode>) {
  const node = useLastNode(id);
  const isRenaming = useApp((state) => state.renaming === id);
  const state = useNodeState(id);
  const drawn = useUnhurriedState(state);
  const relation = useRelation(id);
  const module = node && modules.get(node.module);
  const inputs = module ? offeredInputs(module, node) : unknownPorts(id, 'target');
  useConnectorUpdate(id, node && [node.module, ...Object.keys(inputs)].join(' '));
  if (!node) return null;
  const isBroken = !module || node.moduleVersion > module.version;
  // A viewer has no result: it shows those of others.
  const isViewer = module !== undefined && Object.keys(module.outputs).length === 0;
  const imageOutput = Object.entries(module?.outputs ?? {}).find(([, port]) => port.type === 'image')?.[0];
  const hasError = state.status === 'failed' && state.error.node === id;
  return (
    <div
      className="node"
      data-kind={isBroken ? 'broken' : moduleKind(module)}
      data-status={state.status}
      data-relation={relation}
      data-testid={`node-${id}`}
      data-flow={node.flow}
    >
      <Connectors node={id} ports={module?.outputs ?? unknownPorts(id, 'source')} side="output" />
      <div className="node-head">
        {isRenaming ? (
          <RenameField node={id} />
        ) : (
          <span className="node-name" title={`${id} (${node.module})`}>
            {id}
          </span>
        )}
        <FlowMark flow={node.flow} />
        {!isViewer && !node.flow && <NodeStateView node={id} output={Object.keys(module?.outputs ?? {})[0]} />}
      </div>
      {module ? (
        <ParamSummary node={id} module={module} values={node.params} />
      ) : (
        <div className="node-body">{commonTexts.unknownModule(node.module)}</div>
      )}
      {imageOutput !== undefined && <NodePicture output={outputRef(id, imageOutput)} />}
      {drawn.status === 'running' && (
        <div
          className="node-progress"
          role="progressbar"
          aria-label={canvasTexts.module.running(id)}
          aria-valuenow={Math.round(100 * drawn.progress)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <div style={{ width: `${100 * drawn.progress}%` }} />
        </div>
      )}
      {hasError && <div className="node-message">{state.error.message}</div>}
      {hasError && <LocateMissing node={id} params={node.params} />}
      {drawn.status === 'done' && drawn.warnings.length > 0 && (
        <div className="node-message" data-kind="warning">
          {drawn.warnings.join('. ')}
        </div>
      )}
      <FarNode name={id} status={state.status} flow={node.flow} />
      <Connectors node={id} ports={inputs} side="input" />
      <FieldEnds node={id} />
    </div>
  );
}, hasSameId);

/** Of what the library tells of a node, such as its place under the hand, nothing else is drawn. */
function hasSameId(a: { readonly id: string }, b: { readonly id: string }): boolean {
  return a.id === b.id;
}

/** The node as it is, or was last: one of many that are deleted at once stays as it was drawn until its turn comes to leave. */
function useLastNode(id: string): GraphNode | undefined {
  const last = useRef<GraphNode>(undefined);
  return useApp((state) => {
    last.current = nodeOf(state.history.present, id) ?? last.current;
    return last.current;
  });
}

/** The connectors of one side. Numbers and texts are fields, not connectors: they are connected in the panel. */
const Connectors = memo(function Connectors({
  node,
  ports,
  side,
}: {
  node: string;
  ports: Readonly<Record<string, Port>>;
  side: 'input' | 'output';
}) {
  const inspected = useApp(({ inspected }) => (inspected?.startsWith(`${node}.`) ? inspected : undefined));
  const shown = Object.entries(ports).filter(([, port]) => connectorShape(port.type));
  return shown.map(([name, port], n) => {
    const ref = outputRef(node, name);
    const look = () => {
      const fed = side === 'input' ? sourceOfInput(node, name) : ref;
      if (fed) inspect(fed);
      else notify('info', canvasTexts.module.notConnected(ref));
    };
    return (
      <Handle
        key={name}
        id={name}
        type={side === 'output' ? 'source' : 'target'}
        position={side === 'output' ? Position.Top : Position.Bottom}
        style={{ left: `${(100 * (n + 1)) / (shown.length + 1)}%` }}
        data-shape={connectorShape(port.type)}
        data-inspected={side === 'output' && inspected === ref}
        data-testid={`${side}-${node}.${name}`}
        title={canvasTexts.module.connector(name, port.label, port.type)}
        onClick={look}
      />
    );
  });
});

function sourceOfInput(node: string, input: string) {
  const found = nodeOf(useApp.getState().history.present, node);
  return found && sourceOf(found, input);
}

/** The connectors of an unknown module are those that its connections name. */
function unknownPorts(name: string, side: 'source' | 'target'): Readonly<Record<string, Port>> {
  const document = useApp.getState().history.present;
  const names =
    side === 'target'
      ? Object.keys(nodeOf(document, name)?.inputs ?? {})
      : Object.values(document.nodes).flatMap((node) =>
          Object.values(node?.inputs ?? {}).flatMap((ref) =>
            ref?.startsWith(`${name}.`) ? [ref.slice(name.length + 1)] : [],
          ),
        );
  return Object.fromEntries([...new Set(names)].map((port) => [port, { type: 'image', label: port }]));
}
