import { power } from '#src/kernels/power.ts';
import { computed, type VoxelOperation, type VoxelProgram } from '#src/kernels/voxelProgram.ts';
import type { Binary, Operation, ProgramOf, Ternary } from './operation.ts';

function binary(gives: Operation['gives'], programOf: ProgramOf | undefined, step: Binary): Operation {
  return { gives, run: { takes: 2, step }, ...(programOf && { programOf }) };
}

function ternary(programOf: ProgramOf, step: Ternary): Operation {
  return { gives: 'Number', run: { takes: 3, step }, programOf };
}

function as(name: VoxelOperation): ProgramOf {
  return (...values) => computed(name, ...values);
}

function hypotenuse(...[a, b]: readonly VoxelProgram[]): VoxelProgram {
  return computed('sqrt', computed('add', computed('square', a), computed('square', b)));
}

function clipped(...[value, low, high]: readonly VoxelProgram[]): VoxelProgram {
  return computed('min', computed('max', value, low), high);
}

/** The functions of two and three values, by the names and signs of an expression. */
export const operations: Readonly<Partial<Record<string, Operation>>> = {
  '+': binary('Number', as('add'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] + b[n];
  }),
  '-': binary('Number', as('subtract'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] - b[n];
  }),
  '*': binary('Number', as('multiply'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] * b[n];
  }),
  '/': binary('Number', as('divide'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] / b[n];
  }),
  '**': binary('Number', undefined, (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = power(a[n], b[n]);
  }),
  min: binary('Number', as('min'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.min(a[n], b[n]);
  }),
  max: binary('Number', as('max'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.max(a[n], b[n]);
  }),
  atan2: binary('Number', undefined, (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.atan2(a[n], b[n]);
  }),
  hypot: binary('Number', hypotenuse, (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sqrt(a[n] * a[n] + b[n] * b[n]);
  }),
  '<': binary('Truth', as('less'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] < b[n] ? 1 : 0;
  }),
  '<=': binary('Truth', as('lessOrEqual'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] <= b[n] ? 1 : 0;
  }),
  '>': binary('Truth', as('greater'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] > b[n] ? 1 : 0;
  }),
  '>=': binary('Truth', as('greaterOrEqual'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] >= b[n] ? 1 : 0;
  }),
  '==': binary('Truth', as('equal'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? 1 : 0;
  }),
  '!=': binary('Truth', as('notEqual'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? 0 : 1;
  }),
  and: binary('Truth', as('and'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] !== 0 && b[n] !== 0 ? 1 : 0;
  }),
  or: binary('Truth', as('or'), (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] !== 0 || b[n] !== 0 ? 1 : 0;
  }),
  '%': binary('Number', undefined, (a, b, count) => {
    for (let n = 0; n < count; n++) {
      const rest = a[n] % b[n];
      // Nothing left has the sign of the divisor too.
      if (rest === 0) a[n] = b[n] < 0 ? -0 : 0;
      else a[n] = rest < 0 !== b[n] < 0 ? rest + b[n] : rest;
    }
  }),
  where: ternary(as('where'), (a, b, c, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] !== 0 ? b[n] : c[n];
  }),
  clip: ternary(clipped, (a, b, c, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.min(Math.max(a[n], b[n]), c[n]);
  }),
};
