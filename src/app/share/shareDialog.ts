import { create } from 'zustand';

/** Whether the dialog stands over the page in which a network is shared. */
export const useShareDialog = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export function openShareDialog(): void {
  useShareDialog.setState({ isOpen: true });
}

export function closeShareDialog(): void {
  useShareDialog.setState({ isOpen: false });
}
