/** Drawn here, since letters that look like icons are missing in many fonts. 16 by 16, in the colour of the text. */
const paths = {
  play: 'M4.5 3v10l8-5z',
  pause: 'M5 3v10M11 3v10',
  crosshair: 'M8 1.5v4.5M8 10v4.5M1.5 8h4.5M10 8h4.5',
} as const;

/** An icon of a viewer's toolbar; its button has the name. */
export function ViewerIcon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false" className="viewer-icon">
      <path
        d={paths[name]}
        fill={name === 'play' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
