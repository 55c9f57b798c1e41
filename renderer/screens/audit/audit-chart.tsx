import { useMemo, type ReactNode } from 'react';
import type { Audit } from '../../../main/api/services.ts';
import { ChartPanel, type Figure } from '../../components/chart-figure.tsx';
import { useText, type Catalogue } from '../../text/index.ts';

interface Props {
  readonly audit: Audit;
  readonly figure: (audit: Audit, text: Catalogue) => Figure | null;
  readonly children?: ReactNode;
}

/** One figure of an audit as a panel; nothing where the audit does not have it. */
export function AuditChart({ audit, figure, children }: Props) {
  const text = useText();
  const made = useMemo(() => figure(audit, text), [audit, figure, text]);
  return made === null ? null : <ChartPanel {...made}>{children}</ChartPanel>;
}
