import { holdBlocks } from '#src/engine/holdBlocks.ts';

holdBlocks();
