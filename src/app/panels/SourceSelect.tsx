import { modules } from '#modules/index.ts';
import { edit, useDocument } from '#src/app/store.ts';
import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { nodesOf, outputRef, whyNotConnect } from '#src/graph/document.ts';
import { connect, disconnect } from '#src/graph/edit.ts';

interface SourceSelectProps {
  readonly node: string;
  readonly input: string;
  readonly label: string;
  readonly source: OutputRef | undefined;
}

/** Chooses what feeds an input or a parameter, out of everything that fits: connecting by keyboard. */
export function SourceSelect({ node, input, label, source }: SourceSelectProps) {
  const document = useDocument();
  const options = sourcesFor(document, node, input);
  return (
    <select
      className="field source-select"
      aria-label={`Source of ${label} of ${node}`}
      value={source ?? ''}
      onChange={(event) => {
        const ref = event.target.value;
        edit(ref ? connect(ref as OutputRef, node, input) : disconnect(node, input));
      }}
    >
      <option value="">{source ? 'disconnect' : 'not connected'}</option>
      {source && !options.includes(source) && <option value={source}>{source}</option>}
      {options.map((ref) => (
        <option key={ref} value={ref}>
          {ref}
        </option>
      ))}
    </select>
  );
}

/** Every output and parameter of the network that may feed an input. */
export function sourcesFor(document: GraphDocument, node: string, input: string): OutputRef[] {
  return nodesOf(document).flatMap(([name, { module }]) => {
    const definition = modules.get(module);
    if (!definition || name === node) return [];
    return [...Object.keys(definition.outputs), ...Object.keys(definition.params)]
      .map((output) => outputRef(name, output))
      .filter((ref) => !whyNotConnect(document, modules, ref, node, input));
  });
}
