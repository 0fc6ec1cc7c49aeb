import { createRef } from 'react';

/** Where menus are put: the main part of the page, so that a screen reader finds them in a landmark, above what is docked. */
export const overlayRoot = createRef<HTMLElement>();
