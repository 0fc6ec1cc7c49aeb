/** How a lossless JPEG codestream is made. */
export interface TinyJpeg {
  readonly width: number;
  readonly height: number;
  readonly components?: number;
  /** 1 to 7. */
  readonly predictor?: number;
  readonly precision?: number;
  /** Rows between restart markers, or 0. */
  readonly restartRows?: number;
}

/**
 * A lossless JPEG codestream (ITU T.81, annex H) of samples, components side by side, by the plainest of coders: every size of a
 * difference has a code of five bits.
 */
export function tinyLosslessJpeg(
  samples: Uint16Array,
  { width, height, components = 1, predictor = 1, precision = 16, restartRows = 0 }: TinyJpeg,
): Uint8Array {
  const bytes: number[] = [0xff, 0xd8];
  const segment = (marker: number, ...content: readonly number[]) =>
    bytes.push(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content);
  const ids = Array.from({ length: components }, (_, n) => n + 1);
  segment(
    0xc3,
    precision,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    components,
    ...ids.flatMap((id) => [id, 0x11, 0]),
  );
  segment(0xc4, 0, 0, 0, 0, 0, 17, ...Array(11).fill(0), ...Array.from({ length: 17 }, (_, n) => n));
  if (restartRows > 0) segment(0xdd, (restartRows * width) >> 8, (restartRows * width) & 255);
  segment(0xda, components, ...ids.flatMap((id) => [id, 0]), predictor, 0, 0);

  let held = 0;
  let count = 0;
  const put = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit--) {
      held = 2 * held + (Math.floor(value / 2 ** bit) & 1);
      if (++count === 8) flush();
    }
  };
  const flush = () => {
    bytes.push(held);
    if (held === 0xff) bytes.push(0);
    [held, count] = [0, 0];
  };
  const fill = () => {
    while (count > 0) put(1, 1);
  };
  const row = width * components;
  for (let j = 0; j < height; j++) {
    const isFresh = j === 0 || (restartRows > 0 && j % restartRows === 0);
    if (isFresh && j > 0) {
      fill();
      bytes.push(0xff, 0xd0 + ((j / restartRows - 1) % 8));
    }
    for (let at = j * row; at < (j + 1) * row; at++) {
      const isFirst = at < j * row + components;
      const [a, b, c] = [samples[at - components], samples[at - row], samples[at - row - components]];
      const formulas = [0, a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1];
      const predicted = isFresh ? (isFirst ? 2 ** (precision - 1) : a) : isFirst ? b : formulas[predictor];
      // Differences are modulo 2 to the 16th, from -32767 to 32768.
      const difference = ((((samples[at] - predicted + 32767) % 65536) + 65536) % 65536) - 32767;
      const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
      put(size, 5);
      if (size < 16) put(difference < 0 ? difference + 2 ** size - 1 : difference, size);
    }
  }
  fill();
  return Uint8Array.from([...bytes, 0xff, 0xd9]);
}
