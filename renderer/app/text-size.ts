import { useEffect } from 'react';
import type { Settings } from '../../main/api/services.ts';
import { useSettings } from './settings.ts';

/** Of the browser's own size, on which all sizes of the window rest. */
const PERCENT: Readonly<Record<Settings['textSize'], number>> = { normal: 100, large: 112.5, larger: 125 };

/** Sets all text, and the space about it, in the size of the settings. */
export function useTextSize(): void {
  const [settings] = useSettings();
  const textSize = settings?.textSize ?? 'normal';
  useEffect(() => {
    document.documentElement.style.fontSize = `${PERCENT[textSize]}%`;
  }, [textSize]);
}
