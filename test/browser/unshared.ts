// Stands for a page without isolation, in which a worker has no shared memory to give.
Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
