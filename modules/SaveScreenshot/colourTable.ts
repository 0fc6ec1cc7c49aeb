/** 256 colours of three bytes each, from the lowest to the highest value. */
export function colourTable(map: 'gray' | 'bone' | 'hot', isInverted: boolean): Uint8Array {
  const table = new Uint8Array(768);
  for (let n = 0; n < 256; n++) {
    const t = (isInverted ? 255 - n : n) / 255;
    const [red, green, blue] = colourOf(map, t);
    table[3 * n] = Math.round(255 * red);
    table[3 * n + 1] = Math.round(255 * green);
    table[3 * n + 2] = Math.round(255 * blue);
  }
  return table;
}

function colourOf(map: 'gray' | 'bone' | 'hot', t: number): readonly [red: number, green: number, blue: number] {
  switch (map) {
    case 'gray':
      return [t, t, t];
    case 'hot':
      return hot(t);
    case 'bone': {
      // (7 grey + hot with red and blue exchanged) / 8, as MATLAB makes it.
      const [red, green, blue] = hot(t);
      return [(7 * t + blue) / 8, (7 * t + green) / 8, (7 * t + red) / 8];
    }
    default:
      return map satisfies never;
  }
}

/** Black, red, yellow, white, as MATLAB's. */
function hot(t: number): readonly [red: number, green: number, blue: number] {
  const within = (part: number) => Math.min(1, Math.max(0, part));
  return [within(t / 0.375), within((t - 0.375) / 0.375), within((t - 0.75) / 0.25)];
}
