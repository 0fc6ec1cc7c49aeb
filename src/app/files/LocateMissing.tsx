import type { ParamValue } from '#src/graph/module.ts';
import { LocateButtons } from './LocateButtons.tsx';
import { useMissingParam } from './missingFiles.ts';

/** Under the error of a node whose file is not here: what locates it. Nothing on other nodes. */
export function LocateMissing({ node, params }: { node: string; params: Readonly<Record<string, ParamValue>> }) {
  const param = useMissingParam(params);
  if (param === undefined) return null;
  return (
    <div className="node-locate">
      <LocateButtons node={node} param={param} />
    </div>
  );
}
