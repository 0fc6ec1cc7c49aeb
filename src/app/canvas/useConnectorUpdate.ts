import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/**
 * Tells the library that a node has other connectors than before, since it does not look for them by itself. Not for the first ones,
 * which it measures with the node: each telling draws the whole network anew.
 */
export function useConnectorUpdate(id: string, connectors: string | undefined): void {
  const update = useUpdateNodeInternals();
  const last = useRef(connectors);
  useEffect(() => {
    if (last.current === connectors) return;
    last.current = connectors;
    update(id);
  }, [update, id, connectors]);
}
