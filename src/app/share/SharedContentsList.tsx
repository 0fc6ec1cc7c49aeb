import { shareTexts } from '#src/app/texts/share.ts';
import type { SharedContents } from './sharedNetwork.ts';

interface SharedContentsListProps {
  readonly contents: SharedContents;
  readonly text: string;
  readonly withNames: boolean;
  readonly onWithNames: (withNames: boolean) => void;
}

const mostShown = 20;

/** What goes along: files by name and hash, what somebody wrote, and on demand all of it. */
export function SharedContentsList({ contents, text, withNames, onWithNames }: SharedContentsListProps) {
  const { modules, values, files, texts } = contents;
  const own = files.filter(({ sample }) => sample === undefined);
  return (
    <>
      <p>{shareTexts.contents.summary(modules, values)}</p>
      {(files.length > 0 || texts.length > 0) && (
        <ul className="share-contents">
          {files.slice(0, mostShown).map(({ name, hash, sample }) => (
            <li key={hash ?? name}>
              {shareTexts.contents.file(name)}
              {sample === undefined && (
                <span className="share-hint">{shareTexts.contents.hash(hash?.slice(0, 12))}</span>
              )}
              {sample !== undefined && <span className="share-hint">{shareTexts.contents.builtIn}</span>}
            </li>
          ))}
          {texts.slice(0, mostShown).map((each, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text may be there twice, and the list never changes its order
            <li key={n}>{shareTexts.contents.text(each.length > 160 ? `${each.slice(0, 160)}…` : each)}</li>
          ))}
          {more(files.length) + more(texts.length) > 0 && (
            <li>{shareTexts.contents.more(more(files.length) + more(texts.length))}</li>
          )}
        </ul>
      )}
      {own.length > 0 && (
        <label className="share-names">
          <input type="checkbox" checked={withNames} onChange={(event) => onWithNames(event.target.checked)} />
          {shareTexts.contents.withNames}
        </label>
      )}
      <details>
        <summary>{shareTexts.contents.asText}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre className="share-text" tabIndex={0}>
          {JSON.stringify(JSON.parse(text), null, 2)}
        </pre>
      </details>
    </>
  );
}

function more(count: number): number {
  return Math.max(0, count - mostShown);
}
