import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'ConstantNumber',
  version: 1,
  genre: 'Constants',
  help: 'A number that feeds fields of other modules, so that one value, set in one place, holds for all of them.',
  aliases: ['FloatField', 'IntegerField', 'SyncFloat', 'DecimalValue', 'value', 'parameter', 'slider'],
  inputs: {},
  outputs: { number: { type: 'number', label: 'Number' } },
  params: { value: { kind: 'number', label: 'Value', default: 0 } },
  summary({ value }) {
    return String(value);
  },
  run(_inputs, { value }) {
    return { number: value };
  },
});
