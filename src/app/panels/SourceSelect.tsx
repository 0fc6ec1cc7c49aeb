import { memo } from 'react';
import { sourcesFor } from '#src/app/possibleFields.ts';
import { edit, useStructure } from '#src/app/store.ts';
import { commonTexts } from '#src/app/texts/common.ts';
import { fieldTexts } from '#src/app/texts/fields.ts';
import type { OutputRef } from '#src/graph/document.ts';
import { connect, disconnect } from '#src/graph/edit.ts';

interface SourceSelectProps {
  readonly node: string;
  readonly input: string;
  readonly label: string;
  readonly source: OutputRef | undefined;
}

/** Chooses what feeds an input or a parameter, out of everything that fits: connecting by keyboard. */
export const SourceSelect = memo(function SourceSelect({ node, input, label, source }: SourceSelectProps) {
  const document = useStructure();
  const options = sourcesFor(document, node, input);
  return (
    <select
      className="field source-select"
      aria-label={fieldTexts.sourceSelect.label(label, node)}
      value={source ?? ''}
      onChange={(event) => {
        const ref = event.target.value;
        edit(ref ? connect(ref as OutputRef, node, input) : disconnect(node, input));
      }}
    >
      <option value="">{source ? fieldTexts.sourceSelect.disconnect : commonTexts.notConnected}</option>
      {source && !options.includes(source) && <option value={source}>{source}</option>}
      {options.map((ref) => (
        <option key={ref} value={ref}>
          {ref}
        </option>
      ))}
    </select>
  );
});
