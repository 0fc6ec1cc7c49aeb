import fc from 'fast-check';

// `npm test` tries the same cases each time, so that it tells of a change and not of chance; `npm run soak` tries new ones.
if (process.env.VOXGRAPH_SOAK !== '1') fc.configureGlobal({ seed: 20_261_122 });
