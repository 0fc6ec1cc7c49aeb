/** Whether a file that tells where a result comes from is written beside it: the same parameter for all modules that save. */
export const provenanceParam = {
  kind: 'boolean',
  label: 'Provenance',
  default: false,
  help: 'Writes a JSON file beside it that tells where it comes from, in the manner of BIDS: names and SHA-256 of the inputs, the graph with all parameters, version and time. It holds no header and no folder of an input.',
  inKey: false,
} as const;
