/** The colours of a picture of a network, by the names of tokens.css. */
const names = [
  'canvas',
  'text',
  'text-muted',
  'surface',
  'border-strong',
  'wire',
  'wire-param',
  'node-voxel',
  'node-voxel-edge',
  'node-macro',
  'node-macro-edge',
  'node-broken',
  'node-broken-edge',
  'frame-grey',
  'frame-blue',
  'frame-green',
  'frame-yellow',
  'frame-red',
  'frame-violet',
] as const;

export type PictureColours = Readonly<Record<(typeof names)[number], string>>;

/** Those of the theme that is shown. */
export function coloursNow(): PictureColours {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as PictureColours;
}
