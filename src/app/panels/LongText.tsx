/** Longer than a sentence with its reason and advice. */
const mostShown = 280;

/** A text of which, where it is very long (a list of what there is), the beginning is shown and the rest on demand. */
export function LongText({ text }: { text: string }) {
  if (text.length <= mostShown) return text;
  const end = text.lastIndexOf(' ', mostShown / 2);
  return (
    <details className="long-text">
      <summary>{text.slice(0, end)} …</summary>
      {text.slice(end + 1)}
    </details>
  );
}
