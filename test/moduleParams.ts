import fc from 'fast-check';
import type { Param, Params, ParamValue } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import { strokeList } from '#src/graph/strokes.ts';

export type ParamSet = Readonly<Record<string, ParamValue>>;

/** The defaults, and each other option of each choice that a result depends on alone, by a name that says what differs. */
export function namedParams(params: Params): Readonly<Record<string, ParamSet>> {
  const defaults = defaultParams(params);
  const sets: Record<string, ParamSet> = { defaults };
  for (const [name, param] of Object.entries(params)) {
    // What only says how a viewer shows it.
    if (param.inKey === false) continue;
    if (param.kind === 'boolean') sets[`${name}=${!param.default}`] = { ...defaults, [name]: !param.default };
    if (param.kind !== 'choice') continue;
    for (const option of Object.keys(param.options)) {
      if (option !== param.default) sets[`${name}=${option}`] = { ...defaults, [name]: option };
    }
  }
  return sets;
}

/** Any values that the definitions allow, small numbers more often than large ones. */
export function anyParams(params: Params): fc.Arbitrary<ParamSet> {
  return fc.record(Object.fromEntries(Object.entries(params).map(([name, param]) => [name, anyValue(param)])));
}

function anyValue(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.kind) {
    case 'number':
    case 'integer': {
      const min = param.min ?? -1000;
      const max = param.max ?? 1000;
      const near = fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, param.default + 5)) });
      if (param.kind === 'integer') return fc.oneof(near, fc.integer({ min, max }));
      return fc.oneof(near, fc.constant(param.default), fc.double({ min, max, noNaN: true }));
    }
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...Object.keys(param.options));
    case 'text':
      return fc.oneof(fc.constant(param.default), fc.string());
    case 'vector':
      return fc.array(fc.integer({ min: -50, max: 50 }), {
        minLength: param.default.length,
        maxLength: param.default.length,
      });
    case 'box':
      return fc.oneof(fc.constant([]), fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 }));
    case 'points': {
      const place = fc.integer({ min: -20, max: 20 });
      const point = fc.tuple(place, place, place, fc.integer({ min: 0, max: 3 }));
      return fc.array(point, { maxLength: 4 }).map((points) => points.flat());
    }
    case 'strokes': {
      const stroke = fc.record({
        axis: fc.constantFrom(0 as const, 1 as const, 2 as const),
        slice: fc.integer({ min: 0, max: 9 }),
        radius: fc.integer({ min: 0, max: 4 }),
        value: fc.integer({ min: 0, max: 2 }),
        path: fc.array(fc.tuple(fc.integer({ min: -2, max: 12 }), fc.integer({ min: -2, max: 12 })), { minLength: 1 }),
      });
      return fc
        .array(stroke, { maxLength: 3 })
        .map((strokes) => strokeList(strokes.map((one) => ({ ...one, path: one.path.flat() }))));
    }
    case 'file':
      return fc.constant(null);
    default:
      return param satisfies never;
  }
}
