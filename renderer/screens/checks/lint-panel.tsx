import { IconShieldCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { CohortSpec } from '../../../main/api/common.ts';
import type { LintReport } from '../../../main/api/services.ts';
import { Panel } from '../../components/layout.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatCount } from '../../format/numbers.ts';
import { useText } from '../../text/index.ts';
import { AskedFor } from './asked-for.tsx';
import styles from './checks.module.css';
import { FindingList } from './finding-list.tsx';
import { useLint } from './use-check.ts';

type Severity = LintReport['findings'][number]['severity'];
type Rule = LintReport['rules'][number];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'judge'];
const TONES: Readonly<Record<Severity, Tone>> = {
  error: 'danger',
  warning: 'warning',
  judge: 'plain',
};

/** Whether the outcome could reach a model of the cohort by any known way: what was found, by severity. */
export function LintPanel({ spec }: { readonly spec: CohortSpec }) {
  const { leakage } = useText().checks;
  return (
    <AskedFor
      check={useLint(spec)}
      title={leakage.title}
      text={leakage.askText}
      action={leakage.ask}
      lines={6}
    >
      {(report) => (
        <Panel title={leakage.title} note={<Verdict report={report} />}>
          <Findings report={report} />
          <Rules report={report} />
        </Panel>
      )}
    </AskedFor>
  );
}

function Verdict({ report: { findings } }: { readonly report: LintReport }) {
  const { leakage } = useText().checks;
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  switch (worst) {
    case 'error':
      return leakage.errors;
    case 'warning':
      return leakage.warnings;
    case 'judge':
      return leakage.judge;
    case undefined:
      return (
        <span className={styles.clean}>
          <IconShieldCheck className={styles.cleanIcon} size={20} aria-hidden />
          {leakage.clean}
        </span>
      );
  }
}

/** The rules that found something, the gravest first. */
function Findings({ report: { findings, rules } }: { readonly report: LintReport }) {
  const { said } = useText();
  const sections = useMemo(
    () =>
      SEVERITIES.flatMap((severity) =>
        rules.flatMap((rule) => {
          const own = findings.filter((found) => found.rule === rule.rule && found.severity === severity);
          return own.length === 0 ? [] : [{ severity, rule, findings: own }];
        }),
      ),
    [findings, rules],
  );
  return (
    <ul className={styles.findings}>
      {sections.map(({ severity, rule, findings: own }) => (
        <li key={`${severity} ${rule.rule}`} className={styles.finding}>
          <RuleText severity={severity} rule={rule} />
          <FindingList title={said(rule.title)} findings={own} />
        </li>
      ))}
    </ul>
  );
}

function RuleText({
  severity,
  rule: { title, meaning },
}: {
  readonly severity: Severity;
  readonly rule: Rule;
}) {
  const { checks, said } = useText();
  const { leakage } = checks;
  return (
    <div className={styles.rule}>
      <h3 className={styles.ruleTitle}>
        {said(title)}
        <span title={leakage.severityMeaning[severity]}>
          <Tag tone={TONES[severity]}>{leakage.severity[severity]}</Tag>
        </span>
      </h3>
      <p className={styles.meaning}>{said(meaning)}</p>
    </div>
  );
}

/** Every rule, so that nobody has to trust a silence. */
function Rules({ report: { findings, rules } }: { readonly report: LintReport }) {
  const { checks, said } = useText();
  const { leakage } = checks;
  const stateOf = ({ rule, checked }: Rule): string => {
    if (!checked) return leakage.notChecked;
    return findings.some((finding) => finding.rule === rule) ? leakage.found : leakage.passed;
  };
  return (
    <details className={styles.rules}>
      <summary>{leakage.rules(formatCount(rules.length))}</summary>
      <dl className={styles.ruleList}>
        {rules.map((rule) => (
          <div key={rule.rule} className={styles.ruleRow}>
            <dt>
              {said(rule.title)}
              <span className={styles.state}>{stateOf(rule)}</span>
            </dt>
            <dd>{said(rule.meaning)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
