import { openGraphText } from '#src/app/graphFiles.ts';
import { notify } from '#src/app/store.ts';
import { shareTexts } from '#src/app/texts/share.ts';
import { textOfLink } from './shareLink.ts';

/**
 * Opens the network that the address of the page carries, in a tab of its own, now and when such a link is followed later. The address
 * gives it up then, so that a reload does not open it again.
 */
export function openLinks(): void {
  openLink();
  window.addEventListener('hashchange', openLink);
}

function openLink(): void {
  try {
    const text = textOfLink(location.hash);
    if (text === undefined) return;
    if (openGraphText(text, shareTexts.link.fileName)) {
      notify('info', shareTexts.link.opened);
    }
  } catch (error) {
    notify('error', shareTexts.link.notOpened(error instanceof Error ? error.message : String(error)));
  }
  history.replaceState(null, '', location.pathname + location.search);
}
