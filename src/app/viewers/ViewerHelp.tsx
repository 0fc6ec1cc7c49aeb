import { viewerTexts } from '#src/app/texts/viewers.ts';

/** The bindings of a viewer in words. */
export function ViewerHelp({ bindings }: { readonly bindings: readonly (readonly [string, string])[] }) {
  return (
    <div className="viewer-card viewer-help" role="note" aria-label={viewerTexts.toolbar.mouseAndKeys}>
      <table>
        <tbody>
          {bindings.map(([input, effect]) => (
            <tr key={input}>
              <th scope="row">{input}</th>
              <td>{effect}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
