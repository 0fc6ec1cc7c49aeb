import './unshared.ts';
import './moduleWorker.ts';
