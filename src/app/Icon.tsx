/** Drawn here, since letters that look like icons are missing in many fonts. 16 by 16, in the colour of the text. */
const paths = {
  undo: 'M6 3 2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'm10 3 3.5 3.5L10 10m3-3.5H6.5a3.5 3.5 0 0 0 0 7H9',
  plus: 'M8 3v10M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  theme: 'M8 2.5v11a5.5 5.5 0 0 0 0-11zM8 2.5a5.5 5.5 0 0 0 0 11',
  save: 'M3 2.5h8L13.5 5v8.5h-11v-11zM5 2.5v4h5v-4M5 13.5v-4h6v4',
  folder: 'M1.5 13V3H6l1.5 2h7v8z',
  float: 'M2.5 6.5h7v7h-7zM6.5 6.5v-4h7v7h-4',
  dock: 'M2.5 2.5h11v11h-11zM9.5 2.5v11',
  maximize: 'M2.5 2.5h11v11h-11zM2.5 5h11',
  restore: 'M2.5 5.5h8v8h-8zM5.5 5.5v-3h8v8h-3',
  link: 'M13.5 8h-10M7 4 3 8l4 4',
  chain: 'M7 9.5 9.5 7M6.5 5.5 8.3 3.7a2.8 2.8 0 0 1 4 4L10.5 9.5M9.5 10.5l-1.8 1.8a2.8 2.8 0 0 1-4-4L5.5 6.5',
  reset: 'M3 3v4h4M3.4 9.5A5 5 0 1 0 4.5 4.6L3 7',
  stop: 'M4 4h8v8H4z',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  close: 'm4 4 8 8M12 4l-8 8',
  down: 'm3.5 6 4.5 4.5L12.5 6',
  right: 'm6 3.5 4.5 4.5L6 12.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill={name === 'stop' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
