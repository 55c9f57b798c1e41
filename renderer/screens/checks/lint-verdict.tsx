import { IconCircleX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CohortSpec } from '../../../main/api/common.ts';
import type { LintReport } from '../../../main/api/services.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/index.ts';
import type { CohortSearch } from '../cohort/search.ts';
import styles from './checks.module.css';
import { useLint } from './use-check.ts';

interface Props {
  readonly spec: CohortSpec;
  /** Of the cohort screen, which says more. */
  readonly search: CohortSearch;
}

/** What the leakage check of the cohort means for a training: a refusal, a warning, or something to look at. */
export function LintVerdict({ spec, search }: Props) {
  const { checks, said } = useText();
  const { query, ask } = useLint(spec);
  const report = query.data;
  if (report === undefined) {
    return ask === null && query.error === null ? (
      <div role="status">
        <Notice>{checks.running}</Notice>
      </div>
    ) : null;
  }
  if (report.findings.length === 0) return null;
  const more = (
    <Link to="/cohort" search={search}>
      {checks.toCohort}
    </Link>
  );
  if (hasErrors(report)) return <Refusal report={report}>{more}</Refusal>;
  const warnings = rulesOf(report, 'warning');
  if (warnings.length > 0) {
    const titles = warnings.map(({ title }) => said(title)).join('; ');
    return (
      <Notice tone="warning">
        {checks.looksBetter(titles)} {more}
      </Notice>
    );
  }
  return (
    <Notice>
      {checks.toJudge(report.findings.length)} {more}
    </Notice>
  );
}

/** That a training on the cohort would be refused, before anybody looks further down; else nothing. */
export function LintRefusal({ spec }: Pick<Props, 'spec'>) {
  const report = useLint(spec).query.data;
  return report !== undefined && hasErrors(report) ? <Refusal report={report} /> : null;
}

interface RefusalProps {
  readonly report: LintReport;
  readonly children?: ReactNode;
}

function Refusal({ report, children }: RefusalProps) {
  const { checks, said } = useText();
  return (
    <div role="alert" className={styles.refused}>
      <IconCircleX className={styles.refusedIcon} size={20} aria-hidden />
      <div>
        <p className={styles.refusedTitle}>{checks.refused}</p>
        <ul className={styles.meanings}>
          {rulesOf(report, 'error').map(({ rule, title, meaning }) => (
            <li key={rule}>
              <strong>{said(title)}.</strong> {said(meaning)}
            </li>
          ))}
        </ul>
        {children}
      </div>
    </div>
  );
}

function hasErrors({ findings }: LintReport): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** Rules with findings of this severity. */
function rulesOf(
  { findings, rules }: LintReport,
  severity: LintReport['findings'][number]['severity'],
): LintReport['rules'] {
  const names = findings.flatMap((finding) => (finding.severity === severity ? finding.rule : []));
  return rules.filter(({ rule }) => names.includes(rule));
}

/** Whether the host would refuse to train on the cohort, as far as it is known here. */
export function useIsRefused(spec: CohortSpec): boolean {
  const report = useLint(spec).query.data;
  return report !== undefined && hasErrors(report);
}
