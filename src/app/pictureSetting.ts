import { create } from 'zustand';

const key = 'voxgraph-pictures';

/** Whether modules show small pictures of their results; kept by the browser. */
export const usePictureSetting = create<{ readonly isOn: boolean }>(() => ({ isOn: read() !== 'off' }));

export function togglePictures(): void {
  const isOn = !usePictureSetting.getState().isOn;
  usePictureSetting.setState({ isOn });
  try {
    localStorage.setItem(key, isOn ? 'on' : 'off');
  } catch {
    // A private window may have no storage; the setting then holds until the page closes.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
