export * from './pack';
export { heapStart } from './scratch';
