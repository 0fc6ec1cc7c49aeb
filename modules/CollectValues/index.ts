import { defineModule } from '#src/graph/module.ts';

const lines = [1, 2, 3, 4, 5, 6, 7, 8] as const;
type Line = (typeof lines)[number];

const name = (n: Line) =>
  ({ kind: 'text', label: `Name ${n}`, default: '', help: 'Of the line; without a name there is none.' }) as const;
const value = (n: Line) => ({ kind: 'number', label: `Value ${n}`, default: 0, isTold: true }) as const;
const unit = (n: Line) => ({ kind: 'text', label: `Unit ${n}`, default: '' }) as const;

export default defineModule({
  id: 'CollectValues',
  version: 1,
  genre: 'Analysis',
  help:
    'Collects numbers under names of your own in one table, to be looked at side by side or saved with SaveTable: connect outputs of other modules to ' +
    'the values (a threshold that was found, the number of components, a volume …). What is not defined, as the mean of an empty mask, is NaN.',
  aliases: ['report', 'summary', 'print', 'log', 'debug values', 'compare numbers'],
  inputs: {},
  outputs: { table: { type: 'table', label: 'Values' } },
  params: {
    ...{ name1: name(1), value1: value(1), unit1: unit(1) },
    ...{ name2: name(2), value2: value(2), unit2: unit(2) },
    ...{ name3: name(3), value3: value(3), unit3: unit(3) },
    ...{ name4: name(4), value4: value(4), unit4: unit(4) },
    ...{ name5: name(5), value5: value(5), unit5: unit(5) },
    ...{ name6: name(6), value6: value(6), unit6: unit(6) },
    ...{ name7: name(7), value7: value(7), unit7: unit(7) },
    ...{ name8: name(8), value8: value(8), unit8: unit(8) },
  },

  summary(params) {
    const count = lines.filter((n) => params[`name${n}`] !== '').length;
    return count === 1 ? 'one value' : `${count} values`;
  },

  run(_inputs, params, { warn }) {
    const named = lines.filter((n) => params[`name${n}`] !== '');
    if (named.length === 0) warn('No value has a name, so the table is empty: name those that are connected');
    const rows = named.map((n) => [params[`name${n}`], params[`value${n}`], params[`unit${n}`]]);
    return { table: { columns: [{ name: 'name' }, { name: 'value' }, { name: 'unit' }], rows } };
  },
});
