import { create } from 'zustand';

/** The node of which everything is told, and beside what. */
interface NodeDetailsRequest {
  readonly request: { readonly node: string; readonly anchor: Element } | undefined;
}

export const useNodeDetails = create<NodeDetailsRequest>(() => ({ request: undefined }));

/** Tells everything about a node beside an element of the page. */
export function showNodeDetails(node: string, anchor: Element): void {
  useNodeDetails.setState({ request: { node, anchor } });
}

export function hideNodeDetails(): void {
  useNodeDetails.setState({ request: undefined });
}
