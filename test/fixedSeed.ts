import fc from 'fast-check';

// `npm test` tries the same cases each time, so that it tells of a change and not of chance; `npm run soak` tries new ones, and tells the seed of
// what fails: to look for a smaller case among a thousand steps would take longer than all else.
fc.configureGlobal(process.env.VOXGRAPH_SOAK === '1' ? { endOnFailure: true } : { seed: 20_261_122 });
