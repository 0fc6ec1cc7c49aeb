/** How the pictures of a TIFF file make up images. */
export interface TiffStack {
  /** Pictures of an image. */
  readonly slices: number;
  /** Images of the file, and its axes beyond the slices: channels and times. */
  readonly frames: number;
  readonly axes: readonly number[];
  /** Which picture is slice k of an image. */
  page(frame: number, k: number): number;
  /** Distances in mm along i, j and k, as far as the description has them. */
  readonly spacing: readonly (number | undefined)[];
}

/** Millimetres of the units that microscopes and scanners write. */
const units: ReadonlyMap<string, number> = new Map([
  ['mm', 1],
  ['millimeter', 1],
  ['cm', 10],
  ['m', 1000],
  ['inch', 25.4],
  ['in', 25.4],
  ['nm', 1e-6],
  ...['micron', 'microns', 'um', 'µm', 'μm', '\\u00B5m', 'micrometer'].map((unit) => [unit, 1e-3] as const),
]);

interface Described {
  /** Numbers of slices, channels and times. */
  readonly sizes: { readonly Z: number; readonly C: number; readonly T: number };
  /** The axes in their order in the file, the fastest first. */
  readonly order: string;
  readonly spacing: readonly (number | undefined)[];
}

/**
 * How `pages` pictures make up images, by the description of ImageJ ("images=10\nslices=5…") or OME (XML): pictures are slices, also
 * where they are told to be channels or times, as long as only one of the three has several; else each channel and time is an
 * image of its own. `resolution` is the number of pixels a unit along i and j, which ImageJ names in its description.
 */
export function tiffStack(description: string, pages: number, resolution: readonly (number | undefined)[]): TiffStack {
  const described = description.startsWith('ImageJ=')
    ? imageJ(description, resolution)
    : description.includes('<OME')
      ? ome(description)
      : undefined;
  const { sizes, order, spacing } = described ?? { sizes: { Z: pages, C: 1, T: 1 }, order: 'ZCT', spacing: [] };
  const { Z, C, T } = sizes;
  const isFilm = Z * C * T === pages && [Z, C, T].filter((n) => n > 1).length > 1;
  if (!isFilm) return { slices: pages, frames: 1, axes: [], page: (_frame, k) => k, spacing };
  const strides = { Z: 1, C: 1, T: 1 };
  let stride = 1;
  for (const axis of [...order].filter((letter): letter is 'Z' | 'C' | 'T' => 'ZCT'.includes(letter))) {
    strides[axis] = stride;
    stride *= sizes[axis];
  }
  return {
    slices: Z,
    frames: C * T,
    axes: [C, T],
    page: (frame, k) => k * strides.Z + (frame % C) * strides.C + Math.floor(frame / C) * strides.T,
    spacing,
  };
}

/** How many pictures ImageJ says that follow one another behind the first, where only the first has a directory. */
export function contiguousImages(description: string): number {
  return description.startsWith('ImageJ=') ? countOf(/^images=(\d+)$/m.exec(description)?.[1]) : 1;
}

function imageJ(description: string, resolution: readonly (number | undefined)[]): Described {
  const fields = new Map(
    description.split('\n').map((line) => [line.split('=')[0], line.replace(/^[^=]*=/, '').trim()]),
  );
  const unit = units.get(fields.get('unit') ?? '');
  const across = resolution.map((pixels) => positive(unit && pixels ? unit / pixels : undefined));
  const count = (name: string) => countOf(fields.get(name));
  const along = unit && positive(Math.abs(Number(fields.get('spacing'))) * unit);
  const sizes = { Z: count('slices'), C: count('channels'), T: count('frames') };
  return { sizes, order: 'CZT', spacing: [across[0], across[1], along] };
}

function ome(description: string): Described {
  const attribute = (name: string) => new RegExp(`\\s${name}="([^"]{1,40})"`).exec(description)?.[1];
  const length = (axis: string) => {
    const unit = units.get(attribute(`PhysicalSize${axis}Unit`) ?? 'µm');
    return unit && positive(Number(attribute(`PhysicalSize${axis}`)) * unit);
  };
  return {
    sizes: { Z: countOf(attribute('SizeZ')), C: countOf(attribute('SizeC')), T: countOf(attribute('SizeT')) },
    order: attribute('DimensionOrder') ?? 'XYZCT',
    spacing: [length('X'), length('Y'), length('Z')],
  };
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}

function countOf(text: string | undefined): number {
  const count = Number(text ?? 1);
  return Number.isSafeInteger(count) && count >= 1 ? count : 1;
}
