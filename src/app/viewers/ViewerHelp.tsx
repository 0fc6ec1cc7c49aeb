/** The bindings of a viewer in words. */
export function ViewerHelp({ bindings }: { readonly bindings: readonly (readonly [string, string])[] }) {
  return (
    <div className="viewer-card viewer-help" role="note" aria-label="Mouse and keys">
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
