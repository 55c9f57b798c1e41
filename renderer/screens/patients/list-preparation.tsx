import { useJob } from '../../app/jobs.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useText } from '../../text/index.ts';

/** What stands in the place of a list while a job puts it together. */
export function ListPreparation({ job }: { readonly job: string }) {
  const { patients } = useText();
  const running = useJob(job);
  return (
    <div role="status">
      <p>{patients.preparing}</p>
      <ProgressLine label={running?.title ?? patients.title} progress={running?.progress ?? null} />
    </div>
  );
}
