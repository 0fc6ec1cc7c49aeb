/** How numbers are written with their units; `number` is rounded already. */
export const unitTexts = {
  /** Of memory and files, each 1024 times the one before. */
  bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB'],
  size: (number: string | number, unit: string) => `${number} ${unit}`,
  lessThanMillisecond: '<1 ms',
  milliseconds: (number: number) => `${number} ms`,
  seconds: (number: string) => `${number} s`,
  millimetres: (number: number | string) => `${number} mm`,
  percent: (number: number | string) => `${number} %`,
} as const;
