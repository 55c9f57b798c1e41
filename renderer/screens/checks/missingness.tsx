import type { CohortSpec } from '../../../main/api/common.ts';
import { Columns } from '../../components/layout.tsx';
import { useText } from '../../text/index.ts';
import { AbsenceByGroup } from './absence-by-group.tsx';
import { AskedFor } from './asked-for.tsx';
import { FeaturePresence } from './feature-presence.tsx';
import { ToldByTheRest } from './told-by-the-rest.tsx';
import { useMissingness } from './use-check.ts';

/** What is missing in the cohort, in whom, and how well the rest of the record tells. */
export function Missingness({ spec }: { readonly spec: CohortSpec }) {
  const { missingness } = useText().checks;
  return (
    <AskedFor
      check={useMissingness(spec)}
      title={missingness.askTitle}
      text={missingness.askText}
      action={missingness.ask}
      lines={8}
    >
      {(report) => (
        <>
          <Columns>
            <AbsenceByGroup report={report} />
            <ToldByTheRest report={report} />
          </Columns>
          <FeaturePresence report={report} />
        </>
      )}
    </AskedFor>
  );
}
