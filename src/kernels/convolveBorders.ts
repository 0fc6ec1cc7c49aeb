/**
 * What continues a line of voxels a b c d beyond its ends, by scipy.ndimage's names: Reflect (c b a | a b c d | d c b),
 * Mirror (d c b | a b c d | c b a), Nearest (a a a | a b c d | d d d), Constant (a given value).
 */
export type Border = 'Reflect' | 'Mirror' | 'Nearest' | 'Constant';

/**
 * For the places -radius to length - 1 + radius of a line the place within it whose voxel stands there, or -1 for the
 * constant. Borders repeat as often as it takes, however short the line is.
 */
export function borderPlaces(length: number, radius: number, border: Border): Int32Array {
  const places = new Int32Array(length + 2 * radius);
  for (let n = 0; n < places.length; n++) places[n] = borderPlace(n - radius, length, border);
  return places;
}

function borderPlace(place: number, length: number, border: Border): number {
  if (place >= 0 && place < length) return place;
  switch (border) {
    case 'Reflect': {
      const at = modulo(place, 2 * length);
      return at < length ? at : 2 * length - 1 - at;
    }
    case 'Mirror': {
      if (length === 1) return 0;
      const at = modulo(place, 2 * length - 2);
      return at < length ? at : 2 * length - 2 - at;
    }
    case 'Nearest':
      return place < 0 ? 0 : length - 1;
    case 'Constant':
      return -1;
    default:
      return border satisfies never;
  }
}

function modulo(n: number, period: number): number {
  return ((n % period) + period) % period;
}
