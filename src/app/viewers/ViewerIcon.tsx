/** Drawn here, since letters that look like icons are missing in many fonts. 16 by 16, in the colour of the text. */
const paths = {
  play: 'M4.5 3v10l8-5z',
  pause: 'M5 3v10M11 3v10',
  look: 'M3.5 2l8.5 6.2-4 .8-2 4z',
  markers: 'M8 14.5C5.5 11 3.5 9 3.5 6.3a4.5 4.5 0 0 1 9 0C12.5 9 10.5 11 8 14.5zM8 6.2v.1',
  box: 'M2.5 3.5h11v9h-11z',
  distance: 'M2.5 13.5l11-11M2 10.5l3.5 3.5M10.5 2L14 5.5',
  angle: 'M12.5 3L2.5 13h11.5M9 13a6 6 0 0 0-2-4.2',
  brush: 'M13.5 2.5L7.5 9M7.5 9c-2.5-.6-4 1-4 2.8 0 .9-.6 1.5-1.4 1.7 2.6 1 6.4.2 6.4-2.7L7.5 9z',
  eraser: 'M6 13.5L2.5 10 9 3.5 13 7.5l-6 6zM5.8 6.7l4 4M6 13.5h7.5',
  clear: 'M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4M6.7 6.5v4.5M9.3 6.5v4.5',
  statistics: 'M2.5 2.5v11h11M5.5 11V8M8.5 11V4.5M11.5 11V6.5',
  save: 'M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11',
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
