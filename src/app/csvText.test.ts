import { expect, it } from 'vitest';
import { csvText } from './csvText.ts';

it('writes a head with units, numbers with all digits, and quotes what needs it', () => {
  const table = {
    columns: [{ name: 'Label' }, { name: 'Volume', unit: 'mm³' }],
    rows: [
      ['left, "upper"', 0.1 + 0.2],
      ['two\nlines', -1e21],
    ],
  };
  expect(csvText(table)).toBe('Label,Volume (mm³)\r\n"left, ""upper""",0.30000000000000004\r\n"two\nlines",-1e+21\r\n');
});
