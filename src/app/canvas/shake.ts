import type { Position } from '#src/graph/document.ts';

/** So many turns, each after a way of so many pixels, in so many milliseconds are a shake and no search for a place. */
const turns = 4;
const leastWay = 18;
const longest = 900;

/** Tells whether a hand shakes what it drags: it turns round, to and fro along the screen, again and again. */
export function createShake(): (pointer: Position, time: number) => boolean {
  let startX: number | undefined;
  let farthest = 0;
  let direction = 0;
  let times: number[] = [];
  return ({ x }, time) => {
    startX ??= x;
    if (direction === 0) {
      if (Math.abs(x - startX) >= leastWay) {
        direction = Math.sign(x - startX);
        farthest = x;
      }
      return false;
    }
    if ((x - farthest) * direction >= 0) {
      farthest = x;
      return false;
    }
    if (Math.abs(x - farthest) < leastWay) return false;
    direction = -direction;
    farthest = x;
    times = [...times, time].filter((each) => time - each <= longest);
    return times.length >= turns;
  };
}
