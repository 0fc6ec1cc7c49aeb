import { chooseParamFile } from '#src/app/chooseParamFile.ts';
import { Icon } from '#src/app/Icon.tsx';
import type { AnyModule, ParamValue } from '#src/graph/module.ts';
import { isFileRef } from '#src/graph/params.ts';
import { NodeMemory } from './NodeMemory.tsx';

interface ParamSummaryProps {
  readonly node: string;
  readonly module: AnyModule;
  readonly values: Readonly<Record<string, ParamValue>>;
}

/** The second line of a node: what its module says of its parameters, and for a file the button that chooses another. */
export function ParamSummary({ node, module, values }: ParamSummaryProps) {
  const file = Object.entries(module.params).find(([, param]) => param.kind === 'file');
  const text = summaryOf(module, values);
  if (!text && !file) return null;
  const value = file && values[file[0]];
  return (
    <div className="node-body">
      <span className="node-summary" title={text}>
        {text || (file ? 'no file' : '')}
      </span>
      <NodeMemory node={node} />
      {file && (
        <button
          type="button"
          className="icon-button nodrag"
          aria-label={`Choose the file of ${node}`}
          title={isFileRef(value) ? `Choose another file than ${value.name}` : 'Choose a file'}
          onClick={() => void chooseParamFile(node, file[0])}
        >
          <Icon name="folder" />
        </button>
      )}
    </div>
  );
}

function summaryOf(module: AnyModule, values: Readonly<Record<string, ParamValue>>): string {
  try {
    return module.summary?.(values) ?? '';
  } catch {
    // Values of a file may not fit the module; the error stands on the node then, and the summary stays empty.
    return '';
  }
}
