export * from './choose';
export * from './components';
export * from './fillHoles';
export * from './morphology';
export * from './pack';
export { heapStart } from './scratch';
