import { useMemo, useState } from 'react';
import { linkOf, longLink, tooLongLink } from './shareLink.ts';

/** The link that carries a network, to be copied, with what there is to say of its length. */
export function ShareLink({ text }: { text: string }) {
  const link = useMemo(() => linkOf(text, location.href), [text]);
  const [copied, setCopied] = useState<{ readonly link: string; readonly isDone: boolean }>();
  const isTooLong = link.length > tooLongLink;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied({ link, isDone: true });
    } catch {
      setCopied({ link, isDone: false });
    }
  };
  return (
    <div className="share-link">
      <div className="share-link-line">
        <label htmlFor="share-link">Link</label>
        <input
          id="share-link"
          className="field"
          readOnly
          value={isTooLong ? '' : link}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="button" disabled={isTooLong} onClick={() => void copy()}>
          Copy link
        </button>
      </div>
      <p className="share-hint" role="status">
        {copied?.link === link &&
          `${copied.isDone ? 'Copied.' : 'The browser did not let the page copy it: copy it from the field.'} `}
        {lengthText(link.length)}
      </p>
    </div>
  );
}

function lengthText(length: number): string {
  const characters = `${length.toLocaleString('en')} characters`;
  if (length > tooLongLink)
    return `The link would have ${characters}, more than browsers open: share a picture or the file.`;
  const carried = 'It carries the network itself; no server gets to see it.';
  if (length <= longLink) return `The link has ${characters}. ${carried}`;
  return `The link has ${characters}; some programs cut links of more than ${longLink.toLocaleString('en')}. ${carried}`;
}
