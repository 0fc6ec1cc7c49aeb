import { power } from '#src/kernels/power.ts';
import type { Binary, Operation, Ternary } from './operation.ts';

function binary(gives: Operation['gives'], step: Binary): Operation {
  return { gives, run: { takes: 2, step } };
}

function ternary(step: Ternary): Operation {
  return { gives: 'Number', run: { takes: 3, step } };
}

/** The functions of two and three values, by the names and signs of an expression. */
export const operations: Readonly<Partial<Record<string, Operation>>> = {
  '+': binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] + b[n];
  }),
  '-': binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] - b[n];
  }),
  '*': binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] * b[n];
  }),
  '/': binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] / b[n];
  }),
  '**': binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = power(a[n], b[n]);
  }),
  min: binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.min(a[n], b[n]);
  }),
  max: binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.max(a[n], b[n]);
  }),
  atan2: binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.atan2(a[n], b[n]);
  }),
  hypot: binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sqrt(a[n] * a[n] + b[n] * b[n]);
  }),
  '<': binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] < b[n] ? 1 : 0;
  }),
  '<=': binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] <= b[n] ? 1 : 0;
  }),
  '>': binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] > b[n] ? 1 : 0;
  }),
  '>=': binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] >= b[n] ? 1 : 0;
  }),
  '==': binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? 1 : 0;
  }),
  '!=': binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? 0 : 1;
  }),
  and: binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] !== 0 && b[n] !== 0 ? 1 : 0;
  }),
  or: binary('Truth', (a, b, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] !== 0 || b[n] !== 0 ? 1 : 0;
  }),
  '%': binary('Number', (a, b, count) => {
    for (let n = 0; n < count; n++) {
      const rest = a[n] % b[n];
      a[n] = rest !== 0 && rest < 0 !== b[n] < 0 ? rest + b[n] : rest;
    }
  }),
  where: ternary((a, b, c, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] !== 0 ? b[n] : c[n];
  }),
  clip: ternary((a, b, c, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.min(Math.max(a[n], b[n]), c[n]);
  }),
};
