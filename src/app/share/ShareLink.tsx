import { useMemo, useState } from 'react';
import { shareTexts } from '#src/app/texts/share.ts';
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
        <label htmlFor="share-link">{shareTexts.link.label}</label>
        <input
          id="share-link"
          className="field"
          readOnly
          value={isTooLong ? '' : link}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="button" disabled={isTooLong} onClick={() => void copy()}>
          {shareTexts.link.copy}
        </button>
      </div>
      <p className="share-hint" role="status">
        {copied?.link === link && `${copied.isDone ? shareTexts.link.copied : shareTexts.link.notCopied} `}
        {lengthText(link.length)}
      </p>
    </div>
  );
}

function lengthText(length: number): string {
  if (length > tooLongLink) return shareTexts.link.tooLong(length);
  return length > longLink ? shareTexts.link.long(length, longLink) : shareTexts.link.short(length);
}
