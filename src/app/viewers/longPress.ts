/** A finger that rests this long means the window. */
const pressMilliseconds = 500;
/** A finger is never quite still; CSS pixels. */
const stillPixels = 8;

/** Tells a finger that rests from one that moves. */
export interface LongPress {
  begin(x: number, y: number): void;
  /** Where the finger is now; too far from where it began ends the waiting. */
  move(x: number, y: number): void;
  end(): void;
}

/** Calls `pressed` where a finger has rested for half a second. */
export function longPress(pressed: (x: number, y: number) => void): LongPress {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: readonly [x: number, y: number] = [0, 0];
  const end = () => clearTimeout(timer);
  return {
    begin(x, y) {
      end();
      start = [x, y];
      timer = setTimeout(() => pressed(x, y), pressMilliseconds);
    },
    move(x, y) {
      if (Math.hypot(x - start[0], y - start[1]) > stillPixels) end();
    },
    end,
  };
}
