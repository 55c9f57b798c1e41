import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
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
import styles from './train.module.css';
import type { TrainingPlan } from './use-training-plan.ts';

/** How long the run would take, on what, and how to do it without this window. */
export function TrainingEstimate({ plan }: { readonly plan: TrainingPlan }) {
  const { train, shell } = useText();
  const engine = useQuery(api.system.info.queryOptions()).data?.engine ?? null;
  const { estimate } = plan;
  const check = plan.check.query;
  return (
    <Panel title={train.estimate.title}>
      <div className={styles.estimate}>
        <Loaded query={estimate} lines={3}>
          {({ seconds, command, warnings, rounds }) => (
            <>
              {check.error !== null && <FailurePanel failure={toFailure(check.error)} />}
              <Warnings warnings={[...new Set([...warnings, ...(check.data ?? [])])]} />
              <Facts
                facts={[
                  [train.estimate.features, <CheckState key="check" check={plan.check} />],
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
function CheckState({ check: { query: check, ask } }: Pick<TrainingPlan, 'check'>) {
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
