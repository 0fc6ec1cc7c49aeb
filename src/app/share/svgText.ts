/** Text as it stands in XML. What XML does not allow, and what would break the line, is left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** So wide is a letter of 13 pixels at most on average; what is drawn where the font is not known must have room. */
const letter = { plain: 7.1, bold: 7.7 };

/** A text that fits into a width, CSS pixels, with dots for what does not. */
export function fitted(text: string, width: number, weight: keyof typeof letter = 'plain'): string {
  const most = Math.max(1, Math.floor(width / letter[weight]));
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** The lines of a text in a width, broken between words; at most so many, the last one with dots when there are more. */
export function wrapped(text: string, width: number, mostLines: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && longer.length * letter.plain > width) {
        lines.push(line);
        line = word;
      } else line = longer;
      if (lines.length > mostLines) break;
    }
    lines.push(line);
    if (lines.length > mostLines) break;
  }
  const shown = lines.slice(0, mostLines).map((line) => fitted(line, width));
  return lines.length > mostLines ? [...shown.slice(0, -1), `${shown.at(-1)} …`] : shown;
}
