import { roundHalfEven } from '#src/kernels/roundHalfEven.ts';
import type { Operation, Unary } from './operation.ts';

function unary(gives: Operation['gives'], step: Unary): Operation {
  return { gives, run: { takes: 1, step } };
}

/** The functions of one value, by the names and signs of an expression. */
export const unaryOperations: Readonly<Partial<Record<string, Operation>>> = {
  abs: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.abs(a[n]);
  }),
  sqrt: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sqrt(a[n]);
  }),
  exp: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.exp(a[n]);
  }),
  log: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.log(a[n]);
  }),
  log2: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.log2(a[n]);
  }),
  log10: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.log10(a[n]);
  }),
  sin: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sin(a[n]);
  }),
  cos: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.cos(a[n]);
  }),
  tan: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.tan(a[n]);
  }),
  asin: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.asin(a[n]);
  }),
  acos: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.acos(a[n]);
  }),
  atan: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.atan(a[n]);
  }),
  tanh: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.tanh(a[n]);
  }),
  floor: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.floor(a[n]);
  }),
  ceil: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.ceil(a[n]);
  }),
  round: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = roundHalfEven(a[n]);
  }),
  sign: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Math.sign(a[n]);
  }),
  negative: unary('Number', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = -a[n];
  }),
  isnan: unary('Truth', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Number.isNaN(a[n]) ? 1 : 0;
  }),
  isfinite: unary('Truth', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = Number.isFinite(a[n]) ? 1 : 0;
  }),
  not: unary('Truth', (a, count) => {
    for (let n = 0; n < count; n++) a[n] = a[n] === 0 ? 1 : 0;
  }),
};
