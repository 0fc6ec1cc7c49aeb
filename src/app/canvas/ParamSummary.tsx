import { chooseParamFile } from '#src/app/chooseParamFile.ts';
import { engine } from '#src/app/evaluation.ts';
import { numberText } from '#src/app/format.ts';
import { Icon } from '#src/app/Icon.tsx';
import { currentDocument } from '#src/app/store.ts';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import { commonTexts } from '#src/app/texts/common.ts';
import { useKnown } from '#src/app/useNodeState.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodeOf, own, sourceOf, splitRef } from '#src/graph/document.ts';
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
  const text = useKnown(() => summaryOf(module, valuesNow(currentDocument(), node, module, values)));
  if (!text && !file) return null;
  const value = file && values[file[0]];
  return (
    <div className="node-body">
      <span className="node-summary" title={text}>
        {text || (file ? commonTexts.noFile : '')}
      </span>
      <NodeMemory node={node} />
      {file && (
        <button
          type="button"
          className="icon-button nodrag"
          aria-label={canvasTexts.module.chooseFileOf(node)}
          title={isFileRef(value) ? canvasTexts.module.chooseOtherFile(value.name) : canvasTexts.module.chooseFile}
          onClick={() => void chooseParamFile(node, file[0])}
        >
          <Icon name="folder" />
        </button>
      )}
    </div>
  );
}

/** The values of fields; of one that is fed what it gets, or dots as long as that is not known: nothing is computed for it. */
function valuesNow(
  document: GraphDocument,
  name: string,
  module: AnyModule,
  values: Readonly<Record<string, ParamValue>>,
): Readonly<Record<string, ParamValue>> {
  const node = nodeOf(document, name);
  const fed = Object.entries(node?.inputs ?? {}).filter(([input]) => own(module.params, input));
  if (!node || fed.length === 0) return values;
  const given = fed.map(([input]) => {
    const value = givenBy(document, sourceOf(node, input));
    const isShort = typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
    return [input, typeof value === 'number' ? numberText(value) : isShort ? value : '…'];
  });
  return { ...values, ...Object.fromEntries(given) };
}

/** The value of an output that is remembered, or of a parameter, over any number of parameters that feed each other. */
function givenBy(document: GraphDocument, from: OutputRef | undefined): unknown {
  for (let ref = from, steps = 0; ref !== undefined && steps < 100; steps++) {
    const [name, connector] = splitRef(ref);
    const node = nodeOf(document, name);
    if (!node || !Object.hasOwn(node.params, connector)) return engine.peek(document, ref);
    const next = sourceOf(node, connector);
    if (next === undefined) return node.params[connector];
    ref = next;
  }
  return undefined;
}

function summaryOf(module: AnyModule, values: Readonly<Record<string, ParamValue>>): string {
  try {
    return module.summary?.(values) ?? '';
  } catch {
    // Values of a file may not fit the module; the error stands on the node then, and the summary stays empty.
    return '';
  }
}
