import { bytesText, numberText } from '#src/app/format.ts';
import { useDocument } from '#src/app/store.ts';
import { inspectorTexts } from '#src/app/texts/inspectors.ts';
import { useValue } from '#src/app/useOutput.ts';
import { byteCount } from '#src/formats/joinBytes.ts';
import type { OutputRef } from '#src/graph/document.ts';
import type { PortValue } from '#src/graph/ports.ts';

/** The value of a number, text or vector output; it is computed because it is looked at. */
export function OutputValue({ source }: { source: OutputRef }) {
  const view = useValue(useDocument(), source);
  if (view.status === 'failed')
    return (
      <span className="panel-muted" title={view.error?.message}>
        {inspectorTexts.output.noValue}
      </span>
    );
  if (view.value === undefined) return <span className="panel-muted">…</span>;
  return <output style={view.isStale ? { opacity: 0.6 } : undefined}>{textOf(view.value)}</output>;
}

function textOf(value: PortValue): string {
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value))
    return value.map((item) => (typeof item === 'number' ? numberText(item) : String(item))).join(' ');
  if (typeof value === 'object' && 'parts' in value)
    return inspectorTexts.output.file(value.suffix, bytesText(byteCount(value.parts)));
  if (typeof value === 'object' && 'triangles' in value)
    return inspectorTexts.output.mesh(numberText(value.positions.length / 3), numberText(value.triangles.length / 3));
  return String(value);
}
