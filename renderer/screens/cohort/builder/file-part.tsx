import { useQuery } from '@tanstack/react-query';
import type { CohortSpec } from '../../../../main/api/common.ts';
import { api } from '../../../app/client.ts';
import { CopyButton } from '../../../components/copy-field.tsx';
import { useText } from '../../../text/index.ts';
import styles from './builder.module.css';
import { Section } from './section.tsx';

/** The cohort as the text of a file, ready to copy. */
export function FilePart({ spec }: { readonly spec: CohortSpec }) {
  const { builder } = useText();
  const text = useQuery(api.cohorts.text.queryOptions(spec)).data ?? '';
  return (
    <Section title={builder.section.file}>
      <div className={styles.file}>
        <code>{text}</code>
        <span className={styles.copy}>
          <CopyButton value={text} what={builder.file.what} />
        </span>
      </div>
      <p className={styles.note}>{builder.file.note}</p>
    </Section>
  );
}
