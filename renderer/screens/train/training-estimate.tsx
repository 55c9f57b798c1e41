import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Panel } from '../../components/layout.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Warnings } from '../../components/notice.tsx';
import { formatCount } from '../../format/numbers.ts';
import { formatDuration } from '../../format/time.ts';
import { useText } from '../../text/index.ts';
import { useIsRefused } from '../checks/lint-verdict.tsx';
import { useTrainingCheck } from '../checks/use-check.ts';
import type { ChosenCohort } from '../cohort/use-cohort.ts';
import { requestOf, type TrainSearch } from './search.ts';
import styles from './train.module.css';

type CheckQuery = ReturnType<typeof useTrainingCheck>['query'];

interface Props {
  readonly search: TrainSearch;
  readonly cohort: ChosenCohort;
}

/** How long the run would take, on what, and how to do it without this window; then the button. */
export function TrainingEstimate({ search, cohort }: Props) {
  const { train, shell } = useText();
  const navigate = useNavigate();
  const request = requestOf(search, cohort.spec);
  const estimate = useQuery(
    api.training.estimate.queryOptions(request, { placeholderData: keepPreviousData }),
  );
  const info = useQuery(api.system.info.queryOptions()).data;
  const start = useMutation(
    api.training.start.mutationOptions({
      onSuccess: ({ job }) => navigate({ to: '/train/jobs/$job', params: { job } }),
    }),
  );
  const engine = info?.engine ?? null;
  const refused = useIsRefused(cohort.spec);
  const { query: check, ask } = useTrainingCheck(request);
  const isImpossible = estimate.error !== null || check.error !== null;
  return (
    <Panel
      title={train.estimate.title}
      actions={
        <Button
          leftSection={<IconPlayerPlay size={17} />}
          loading={start.isPending}
          disabled={refused || isImpossible}
          onClick={() => start.mutate(request)}
        >
          {train.form.start}
        </Button>
      }
    >
      <div className={styles.estimate}>
        {start.error !== null && <FailurePanel failure={toFailure(start.error)} />}
        <Loaded query={estimate} lines={3}>
          {({ seconds, command, warnings, rounds }) => (
            <>
              {check.error !== null && <FailurePanel failure={toFailure(check.error)} />}
              <Warnings warnings={[...new Set([...warnings, ...(check.data ?? [])])]} />
              <Facts
                facts={[
                  [train.estimate.features, <CheckState key="check" check={check} ask={ask} />],
                  [train.estimate.time, seconds === null ? train.estimate.unknown : formatDuration(seconds)],
                  ...(rounds.length === 0
                    ? []
                    : [
                        [
                          train.search.rounds,
                          rounds
                            .map(({ trials, epochs }) =>
                              train.search.round(formatCount(trials), formatCount(epochs)),
                            )
                            .join(', '),
                        ] as const,
                      ]),
                  [
                    train.estimate.engine,
                    engine === null ? train.estimate.noEngine : shell.engine(engine.name, engine.device),
                  ],
                ]}
              />
              <div>
                <h3 className={styles.heading}>{train.estimate.command}</h3>
                <CopyField value={command} what={train.estimate.commandOf} />
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Panel>
  );
}

/** Whether the features were read as the training would read them, or how to have that done. */
function CheckState({ check, ask }: { readonly check: CheckQuery; readonly ask: (() => void) | null }) {
  const words = useText().train.estimate;
  if (check.error !== null) return words.refused;
  if (check.data !== undefined) return check.data.length === 0 ? words.sound : words.soundWith;
  if (ask === null) return words.checking;
  return (
    <Button variant="default" size="compact-sm" onClick={ask}>
      {words.check}
    </Button>
  );
}
