export * from './choose';
export * from './components';
export * from './convert';
export * from './fillHoles';
export * from './gaussian';
export * from './morphology';
export * from './pack';
export { heapStart } from './scratch';
