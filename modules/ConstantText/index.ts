import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'ConstantText',
  version: 1,
  genre: 'Constants',
  help: 'A text that feeds fields of other modules, for instance one beginning of all names of files.',
  aliases: ['StringField', 'string', 'label', 'file name'],
  inputs: {},
  outputs: { text: { type: 'text', label: 'Text' } },
  params: { value: { kind: 'text', label: 'Value', default: '' } },
  summary({ value }) {
    return value === '' ? '(empty)' : String(value);
  },
  run(_inputs, { value }) {
    return { text: value };
  },
});
