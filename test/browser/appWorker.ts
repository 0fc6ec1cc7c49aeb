// The worker of the editor, with all modules and their kernels in WebAssembly.
import '#src/app/evaluationWorker.ts';
