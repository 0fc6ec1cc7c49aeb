/** The version of Voxgraph, which the build takes from package.json. */
export const version: string = import.meta.env.VOXGRAPH_VERSION;
