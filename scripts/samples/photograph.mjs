/** @typedef {{ x: number, y: number, radius: number, colour: readonly number[] }} Ball */

/** Three tomatoes and a leaf-green one on a bluish cloth. */
const balls = /** @type {readonly Ball[]} */ ([
  { x: 118, y: 170, radius: 70, colour: [205, 45, 32] },
  { x: 262, y: 122, radius: 58, colour: [214, 62, 30] },
  { x: 292, y: 236, radius: 50, colour: [190, 34, 40] },
  { x: 392, y: 168, radius: 40, colour: [88, 140, 50] },
]);
/** Where the light comes from: the upper left, in front; of length 1. */
const light = [-0.48, -0.6, 0.64];

/**
 * A colour picture like a photograph, made by formula: round fruits with shading, a gloss and a shadow each, on cloth, with the noise of a
 * camera and dead pixels. Nothing but sums, products, quotients and roots, so that it is the same everywhere. As a picture file lies: x to the left,
 * y to the back, 1 mm a pixel.
 */
export function photograph() {
  const [width, height] = [480, 320];
  const voxels = new Uint8Array(3 * width * height);
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return (seed >>> 8) / 2 ** 24;
  };
  for (let y = 0, n = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colourAt(x, y);
      // One pixel in 400 of the sensor is dead or hot.
      const fault = random() < 0.0025 ? (random() < 0.5 ? 0 : 255) : undefined;
      for (const each of colour) {
        const noise = 9 * (random() + random() + random() - 1.5);
        voxels[n++] = Math.max(0, Math.min(255, Math.round(fault ?? each + noise)));
      }
    }
  }
  return {
    size: [width, height, 1],
    affine: [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    voxels,
    isColour: true,
  };
}

/**
 * @param {number} x
 * @param {number} y
 */
function colourAt(x, y) {
  for (const { x: cx, y: cy, radius, colour } of balls) {
    const [u, v] = [(x - cx) / radius, (y - cy) / radius];
    const square = u * u + v * v;
    if (square > 1) continue;
    const w = Math.sqrt(1 - square);
    const facing = Math.max(0, u * light[0] + v * light[1] + w * light[2]);
    // The sixteenth power of the cosine to the mirrored light: a small gloss.
    const mirrored = Math.max(0, 2 * facing * w - light[2]);
    const fourth = mirrored * mirrored * mirrored * mirrored;
    const gloss = 150 * fourth * fourth * fourth * fourth;
    return colour.map((each) => each * (0.35 + 0.75 * facing) + gloss);
  }
  const weave = 5 * Math.abs((x % 6) - 3) + 5 * Math.abs((y % 6) - 3) - 15;
  const lit = (1.12 - 0.0006 * (x + y)) * shade(x, y);
  return [126, 134, 150].map((each) => (each + weave) * lit);
}

/**
 * How much light the cloth gets: behind each ball, seen from the light, less.
 * @param {number} x
 * @param {number} y
 */
function shade(x, y) {
  let left = 1;
  for (const { x: cx, y: cy, radius } of balls) {
    const [u, v] = [(x - cx - 0.35 * radius) / radius, (y - cy - 0.4 * radius) / radius];
    const distance = u * u + v * v;
    left *= 1 - 0.55 / (1 + distance * distance * distance);
  }
  return left;
}
