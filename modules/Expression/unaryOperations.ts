import { exponential } from '#src/kernels/exponential.ts';
import { roundHalfEven } from '#src/kernels/roundHalfEven.ts';
import { computed, type VoxelOperation } from '#src/kernels/voxelProgram.ts';
import type { Operation, Unary } from './operation.ts';

function unary(gives: Operation['gives'], name: VoxelOperation | undefined, step: Unary): Operation {
  const run = { takes: 1, step } as const;
  return name ? { gives, run, programOf: (value) => computed(name, value) } : { gives, run };
}

/** The functions of one value, by the names and signs of an expression. */
export const unaryOperations: Readonly<Partial<Record<string, Operation>>> = {
  abs: unary('Number', 'abs', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.abs(a[n]);
  }),
  sqrt: unary('Number', 'sqrt', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sqrt(a[n]);
  }),
  exp: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = exponential(a[n]);
  }),
  log: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.log(a[n]);
  }),
  log2: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.log2(a[n]);
  }),
  log10: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.log10(a[n]);
  }),
  sin: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sin(a[n]);
  }),
  cos: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.cos(a[n]);
  }),
  tan: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.tan(a[n]);
  }),
  asin: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.asin(a[n]);
  }),
  acos: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.acos(a[n]);
  }),
  atan: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.atan(a[n]);
  }),
  tanh: unary('Number', undefined, (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.tanh(a[n]);
  }),
  floor: unary('Number', 'floor', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.floor(a[n]);
  }),
  ceil: unary('Number', 'ceil', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.ceil(a[n]);
  }),
  round: unary('Number', 'round', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = roundHalfEven(a[n]);
  }),
  // Of -0 numpy gives 0.
  sign: unary('Number', 'sign', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sign(a[n]) + 0;
  }),
  negative: unary('Number', 'negative', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = -a[n];
  }),
  isnan: unary('Truth', 'isnan', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Number.isNaN(a[n]) ? 1 : 0;
  }),
  isfinite: unary('Truth', 'isfinite', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Number.isFinite(a[n]) ? 1 : 0;
  }),
  not: unary('Truth', 'not', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] === 0 ? 1 : 0;
  }),
};
