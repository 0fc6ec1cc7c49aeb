import { main } from '#src/cli/main.ts';

/** Runs the command line in this process. */
export async function voxgraph(...args: string[]) {
  const said = { out: [] as string[], err: [] as string[] };
  const code = await main(args, { out: (line) => said.out.push(line), err: (line) => said.err.push(line) });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}
