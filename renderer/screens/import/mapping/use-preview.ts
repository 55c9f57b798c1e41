import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MappingPreview } from '../../../../main/api/mapping.ts';
import { client } from '../../../app/client.ts';
import { type Failure, toFailure } from '../../../app/failure.ts';

const TYPING_MS = 250;

export interface Preview {
  /** As it was answered last; `undefined` until something was. */
  readonly data: MappingPreview | undefined;
  /** It is that of the mapping before. */
  readonly isStale: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** The first rows as a mapping reads them, asked anew once nothing was changed for a moment; what is asked no more is given up. */
export function usePreview(folder: string, mapping: string): Preview {
  const [asked] = useDebouncedValue(mapping, TYPING_MS);
  const query = useQuery({
    queryKey: ['mapping-preview', folder, asked],
    queryFn: ({ signal }) => client.imports.preview.mutate({ folder, mapping: asked }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    // The rows are those of patients: nothing keeps them once they are not shown.
    gcTime: 0,
  });
  return {
    data: query.data,
    isStale: query.isPlaceholderData || asked !== mapping,
    failure: query.error === null ? null : toFailure(query.error),
    retry: () => void query.refetch(),
  };
}
