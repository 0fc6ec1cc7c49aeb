import { type RefObject, useEffect, useState } from 'react';

/** The size of a view: CSS pixels, and the device pixels that a sharp picture has. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
}

/** The size of an element, kept up to date when it is docked, resized or moved to a screen of another density. */
export function useViewSize(element: RefObject<HTMLElement | null>): ViewSize | undefined {
  const [size, setSize] = useState<ViewSize>();
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      const device = entry.devicePixelContentBoxSize?.[0];
      const pixelWidth = devicePixels(width, device?.inlineSize);
      const pixelHeight = devicePixels(height, device?.blockSize);
      // A panel in a hidden tab has no size; its last one will do until it is seen again.
      if (pixelWidth > 0 && pixelHeight > 0) setSize({ width, height, pixelWidth, pixelHeight });
    });
    const observe = () => {
      try {
        observer.observe(observed, { box: 'device-pixel-content-box' });
      } catch {
        observer.observe(observed);
      }
    };
    // On a screen of another density, or after a browser zoom, the CSS pixels may stay: not every browser then tells of the others.
    let media: MediaQueryList | undefined;
    const watchDensity = () => {
      media = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
      media.addEventListener('change', densityChanged, { once: true });
    };
    const densityChanged = () => {
      observer.unobserve(observed);
      observe();
      watchDensity();
    };
    observe();
    watchDensity();
    return () => {
      observer.disconnect();
      media?.removeEventListener('change', densityChanged);
    };
  }, [element]);
  return size;
}

/**
 * Exact device pixels where the browser tells them, since rounding CSS pixels blurs at fractional densities; rounded ones where it tells none,
 * or those of another density, as Chromium does while it emulates one.
 */
function devicePixels(cssPixels: number, told: number | undefined): number {
  const expected = cssPixels * devicePixelRatio;
  return told !== undefined && Math.abs(told - expected) <= 1.5 ? told : Math.round(expected);
}
