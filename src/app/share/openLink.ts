import { openGraphText } from '#src/app/graphFiles.ts';
import { notify } from '#src/app/store.ts';
import { textOfLink } from './shareLink.ts';

/** The name of a network that came with a link, which carries none. */
const fileName = 'from-a-link.json';

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
    if (openGraphText(text, fileName)) {
      notify('info', 'Opened the network of the link. Images do not come with a link: where one is missing, locate it');
    }
  } catch (error) {
    notify('error', `The link could not be opened. ${error instanceof Error ? error.message : String(error)}`);
  }
  history.replaceState(null, '', location.pathname + location.search);
}
