export * from './choose';
export * from './pack';
export { heapStart } from './scratch';
