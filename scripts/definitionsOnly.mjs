import { fileURLToPath } from 'node:url';

/** What is imported from these rooms is for its values alone: none of their files does anything when it is loaded. */
const rooms = ['modules', 'src/kernels', 'src/formats', 'src/image', 'src/graph'].map((room) =>
  fileURLToPath(new URL(`../${room}/`, import.meta.url)),
);

/**
 * Leaves `run` out of every module in the bundle of the page, and with it all kernels that only `run` needs: the page reads what modules
 * say of themselves (fields, help, summary, halo, forecast …), and its workers run them. Whoever writes a module writes one definition,
 * and need not know of it.
 * @type {import('vite').Plugin}
 */
export const definitionsOnly = {
  name: 'definitions-only',
  apply: 'build',
  config: () => ({
    build: {
      rolldownOptions: { treeshake: { moduleSideEffects: (id) => !rooms.some((room) => id.startsWith(room)) } },
    },
  }),
  transform: {
    filter: { id: /\/modules\/[^/]+\/index\.ts$/ },
    handler(code, id) {
      if (!id.startsWith(rooms[0])) return;
      const left = withoutRun(code, this.parse(code));
      if (left === undefined) throw new Error(`${id} has no "export default defineModule({ … run(…) { … } })"`);
      return { code: left };
    },
  },
};

/**
 * The code of a module with a `run` that only throws; undefined where it is not written as a definition. All other lines stay where they are.
 * @param {string} code
 * @param {any} program its ESTree
 */
export function withoutRun(code, { body }) {
  const exported = body.find((/** @type {any} */ { type }) => type === 'ExportDefaultDeclaration');
  const [definition] = exported?.declaration.arguments ?? [];
  const run = definition?.properties?.find((/** @type {any} */ { key }) => key?.name === 'run');
  if (!run) return undefined;
  const lines = code.slice(run.start, run.end).replace(/[^\n]/g, '');
  const stub = "run() { throw new Error('Modules run in workers'); }";
  return code.slice(0, run.start) + stub + lines + code.slice(run.end);
}
