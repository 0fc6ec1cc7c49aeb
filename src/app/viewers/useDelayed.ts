import { useEffect, useState } from 'react';

/** True once `isActive` has been true for so many milliseconds without a break: what lasts shorter is not worth a word. */
export function useDelayed(isActive: boolean, milliseconds: number): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const timer = setTimeout(() => setDue(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [isActive, milliseconds]);
  return isActive && isDue;
}
