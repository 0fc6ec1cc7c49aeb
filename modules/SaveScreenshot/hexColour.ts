/** Red, green and blue of "#rrggbb", 0 to 255. Throws where the text is no such colour. */
export function hexColour(text: string): readonly [red: number, green: number, blue: number] {
  if (!/^#[0-9a-f]{6}$/i.test(text)) {
    throw new Error(
      `A colour is written as #rrggbb, for instance #ff5a4d, not as ${JSON.stringify(text.slice(0, 40))}`,
    );
  }
  const number = Number.parseInt(text.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
