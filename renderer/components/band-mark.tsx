import {
  IconCircleFilled,
  IconSquareFilled,
  IconTriangleFilled,
  IconTriangleInvertedFilled,
  type Icon,
} from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { bandName, type RiskBand } from '../app/risk-band.ts';
import { useText } from '../text/index.ts';
import styles from './band-mark.module.css';

/** Shape and colour of a band from its place between lowest and highest; its name is always beside them. */
function lookOfRank({ rank, count }: RiskBand): { readonly Icon: Icon; readonly color: string } {
  const height = count <= 1 ? 0.5 : rank / (count - 1);
  if (height < 0.2) return { Icon: IconTriangleInvertedFilled, color: 'var(--lowers-fill)' };
  if (height < 0.6) return { Icon: IconCircleFilled, color: 'var(--text-3)' };
  if (height < 0.9) return { Icon: IconSquareFilled, color: 'var(--raises-fill)' };
  return { Icon: IconTriangleFilled, color: 'var(--raises)' };
}

export function BandMark({ band }: { readonly band: RiskBand }) {
  const text = useText();
  const { Icon, color } = lookOfRank(band);
  return (
    <span className={styles.band} style={{ '--band-color': color } as CSSProperties}>
      <Icon className={styles.shape} size={13} aria-hidden />
      {bandName(band.name, text)}
    </span>
  );
}
