import { expect, it } from 'vitest';
import { createShake } from './shake.ts';

/** Whether a way over places x, so many milliseconds apart, is a shake. */
function isShaken(places: readonly number[], step: number): boolean {
  const shake = createShake();
  return places.map((x, n) => shake({ x, y: 0 }, n * step)).includes(true);
}

it.each<[string, readonly number[], number, boolean]>([
  ['to and fro, quickly', [0, 40, 0, 40, 0, 40, 0], 60, true],
  ['in small steps too', [0, 10, 20, 30, 20, 10, 0, 10, 20, 30, 20, 10, 0, 10, 20, 30, 20, 10, 0], 20, true],
  ['slowly, as one looks for a place', [0, 40, 0, 40, 0, 40, 0], 400, false],
  ['one way', [0, 40, 80, 120, 160, 200, 240], 60, false],
  ['a hand that trembles', [0, 40, 36, 40, 36, 40, 36, 40, 36, 40], 60, false],
  ['there and back once', [0, 80, 0], 60, false],
])('%s: %j', (_, places, step, isShake) => {
  expect(isShaken(places, step)).toBe(isShake);
});
