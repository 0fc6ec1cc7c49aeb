/**
 * Node's hashes and random bytes. An import by name would, to offer every name, also start the Web Crypto API, which nobody here
 * uses: 5 ms of every start.
 */
export const nodeCrypto = process.getBuiltinModule('node:crypto');
