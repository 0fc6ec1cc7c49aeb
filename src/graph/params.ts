import type { FileRef, Param, Params, ParamValue } from './module.ts';
import { isStrokes, strokesOfFlat, whyNotStrokes } from './strokes.ts';

/** The most markers that a parameter may hold. */
export const maxPoints = 10_000;

/** The defaults of all parameters that a new node has: all but those that are saved only once they are set. */
export function defaultParams(params: Params): Record<string, ParamValue> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, param]) => (param.isSparse ? [] : [[name, param.default]])),
  );
}

/** Whether a value names a file. */
export function isFileRef(value: unknown): value is FileRef {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { name, hash, sample } = value as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    (hash === undefined || (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash))) &&
    (sample === undefined || typeof sample === 'string')
  );
}

/** A value in a message: as JSON where that is short, since a value from a file may be megabytes of anything. */
function shortText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && (value.length > 1000 || isStrokes(value))) return `a list of ${value.length} values`;
  if (ArrayBuffer.isView(value) || typeof value === 'function') return 'a value of another kind';
  const isImage = typeof value === 'object' && value !== null && 'voxels' in value;
  const text = isImage ? 'an image' : (JSON.stringify(value) ?? 'nothing');
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}

/** Why a value does not fit a parameter, with the value and what is allowed; undefined when it fits. */
export function whyNotValue(param: Param, value: unknown): string | undefined {
  const shown = shortText(value);
  switch (param.kind) {
    case 'number':
    case 'integer': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return `${param.label} must be a number, not ${shown}`;
      if (param.kind === 'integer' && !Number.isInteger(value)) {
        return `${param.label} must be a whole number, not ${value}`;
      }
      const unit = param.unit ? ` ${param.unit}` : '';
      if (param.min !== undefined && value < param.min) {
        return `${param.label} must be at least ${param.min}${unit}, not ${value}`;
      }
      if (param.max !== undefined && value > param.max) {
        return `${param.label} must be at most ${param.max}${unit}, not ${value}`;
      }
      return undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${param.label} must be true or false, not ${shown}`;
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(param.options, value)
        ? undefined
        : `${param.label} must be one of ${Object.keys(param.options).join(', ')}, not ${shown}`;
    case 'text':
      return typeof value === 'string' ? undefined : `${param.label} must be a text, not ${shown}`;
    case 'vector':
      return Array.isArray(value) && value.length === param.default.length && value.every(Number.isFinite)
        ? undefined
        : `${param.label} must be ${param.default.length} numbers, not ${shown}`;
    case 'box':
      return isNumbers(value) && (value.length === 0 || value.length === 6)
        ? undefined
        : `${param.label} must be two corners as 6 numbers, or empty, not ${shown}`;
    case 'points':
      if (!isNumbers(value) || value.length % 4 !== 0) {
        return `${param.label} must be x, y, z and a type for each point, not ${shown}`;
      }
      return value.length <= 4 * maxPoints
        ? undefined
        : `${param.label} may hold ${maxPoints} points, not ${value.length / 4}`;
    case 'strokes': {
      const why = Array.isArray(value) ? whyNotStrokes(value) : `must be strokes, not ${shown}`;
      return why && `${param.label} ${why}`;
    }
    case 'file':
      return value === null || isFileRef(value)
        ? undefined
        : `${param.label} must name a file by its name and hash, not ${shown}`;
    default:
      return param satisfies never;
  }
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(Number.isFinite);
}

/** A value that arrives over a parameter connection, in the receiver's kind: numbers and booleans, texts and choices convert. */
export function convertTo(param: Param, value: unknown): unknown {
  if (param.kind === 'boolean' && typeof value === 'number') return value !== 0;
  if ((param.kind === 'number' || param.kind === 'integer') && typeof value === 'boolean') return value ? 1 : 0;
  return value;
}

/**
 * Reads what a user typed for a parameter ("--set Threshold.threshold=60", a cell of the panel); file parameters are not
 * typed but chosen. Returns the value or the reason why it does not fit.
 */
export function parseParam(param: Param, text: string): { value: ParamValue } | { error: string } {
  const trimmed = text.trim();
  let value: ParamValue = text;
  if (param.kind === 'number' || param.kind === 'integer') value = trimmed === '' ? Number.NaN : Number(trimmed);
  if (param.kind === 'boolean') {
    const isTrue = /^(true|yes|on|1)$/i.test(trimmed);
    if (!isTrue && !/^(false|no|off|0)$/i.test(trimmed)) {
      return { error: `${param.label} must be true or false, not ${JSON.stringify(text)}` };
    }
    value = isTrue;
  }
  if (param.kind === 'vector' || param.kind === 'box' || param.kind === 'points' || param.kind === 'strokes') {
    const isEmpty = trimmed === '' && param.kind !== 'vector';
    value = isEmpty ? [] : trimmed.split(/[\s,;]+/).map((item) => (item === '' ? Number.NaN : Number(item)));
    if (!value.every(Number.isFinite)) {
      const wanted = param.kind === 'vector' ? `${param.default.length} numbers` : 'numbers';
      return { error: `${param.label} must be ${wanted}, not ${shortText(text)}` };
    }
  }
  if (param.kind === 'strokes' && Array.isArray(value)) {
    const strokes = strokesOfFlat(value);
    if ('error' in strokes) return { error: `${param.label} ${strokes.error}` };
    value = strokes;
  }
  if (Number.isNaN(value)) return { error: `${param.label} must be a number, not ${JSON.stringify(text)}` };
  const error = whyNotValue(param, value);
  return error === undefined ? { value } : { error };
}
