import { useQuery } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import type { Failure } from '../../app/failure.ts';
import { FailurePanel } from '../../components/failure-panel.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MappingWizard } from './mapping/mapping-wizard.tsx';

interface Props {
  readonly folder: string;
  /** That the folder is no known source: shown where none of its tables can be told either. */
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** Tables of no known source: what they look like, and the mapping by which they are read once it is looked through. */
export function OwnTables({ folder, failure, onRetry }: Props) {
  const proposal = useQuery({
    queryKey: ['mapping', folder],
    queryFn: ({ signal }) => client.imports.propose.mutate({ folder }, { signal }),
    staleTime: 0,
  });
  return (
    <Loaded query={proposal} lines={8}>
      {(proposed) =>
        proposed.tables.length > 0 ? (
          <>
            {proposed.tables.every(({ role }) => role === null) && (
              <FailurePanel failure={failure} onRetry={onRetry} />
            )}
            <MappingWizard key={proposed.yaml} folder={folder} proposal={proposed} />
          </>
        ) : (
          <FailurePanel failure={failure} onRetry={onRetry} />
        )
      }
    </Loaded>
  );
}
