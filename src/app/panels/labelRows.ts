/** The part of the axis that a label takes, about. */
const labelWidth = 0.26;

/**
 * In which row the label of each line stands so that none lies over another, the first being 0. `places` are those of the lines on the axis,
 * 0 to 1; labels stand to the right of their lines, beyond 0.7 to the left.
 */
export function labelRows(places: readonly number[]): readonly number[] {
  const taken: (readonly [from: number, to: number])[][] = [];
  return places.map((place) => {
    const from = place > 0.7 ? place - labelWidth : place;
    const free = taken.findIndex((row) => row.every(([a, b]) => b <= from || a >= from + labelWidth));
    const row = free < 0 ? taken.push([]) - 1 : free;
    taken[row].push([from, from + labelWidth]);
    return row;
  });
}
