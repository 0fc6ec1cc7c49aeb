import { fileRows } from './fileRows.ts';
import { kernelRows } from './kernelRows.ts';
import { processRows } from './processRows.ts';
import type { Row } from './row.ts';
import { specialRows } from './specialRows.ts';
import { stepRows } from './stepRows.ts';
import { workerRows } from './workerRows.ts';
import { worstRows } from './worstRows.ts';

/** Every row, in the order of the table. */
export const rows: readonly Row[] = [
  ...processRows,
  ...fileRows,
  ...stepRows,
  ...kernelRows,
  ...specialRows,
  ...workerRows,
  ...worstRows,
];
