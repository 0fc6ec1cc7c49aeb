import type { AnyModule, Params } from './module.ts';
import type { Port, Ports } from './ports.ts';

/** The most inputs of one kind that follow one another: as many masks as an image of unsigned int8 has labels for. */
export const mostAlike = 255;

/** Optional inputs from one number to another, each seen once the one before is connected; `portOf` says what the input of a number is. */
export function inputFamily(name: string, first: number, last: number, portOf: (number: number) => Port): Ports {
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return Object.fromEntries(
    numbers.map((n) => {
      const follows = n === first ? {} : { follows: `${name}${n - 1}` };
      return [`${name}${n}`, { ...portOf(n), optional: true, ...follows }];
    }),
  );
}

/** What a list of a module's inputs and parameters names, where hundreds may be alike. */
export interface NamedInputs {
  readonly inputs: Ports;
  readonly params: Params;
  /** The first and the last of the inputs that are left out, with the parameters of each. */
  readonly alike?: { readonly first: string; readonly last: string; readonly params: readonly string[] };
}

/** The inputs and parameters without those that follow others of their kind, which are named by the first and the last of them. */
export function namedInputs(module: Pick<AnyModule, 'inputs' | 'params'>): NamedInputs {
  const following = Object.keys(module.inputs).filter((name) => module.inputs[name].follows !== undefined);
  if (following.length === 0) return module;
  const isLeftOut = new Set(following);
  const params = Object.entries(module.params);
  const [first] = following;
  return {
    inputs: Object.fromEntries(Object.entries(module.inputs).filter(([name]) => !isLeftOut.has(name))),
    params: Object.fromEntries(params.filter(([, { of }]) => of === undefined || !isLeftOut.has(of))),
    alike: {
      first,
      last: following[following.length - 1],
      params: params.flatMap(([name, { of }]) => (of === first ? [name] : [])),
    },
  };
}
