import './unshared.ts';
import '#src/app/evaluationWorker.ts';
