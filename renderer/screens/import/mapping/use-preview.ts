import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MappingPreview } from '../../../../main/api/mapping-preview.ts';
import { client } from '../../../app/client.ts';
import { type Failure, toFailure } from '../../../app/failure.ts';

const TYPING_MS = 250;

export interface Preview {
  /** As it was answered last; `undefined` until something was. */
  readonly data: MappingPreview | undefined;
  /** It is that of a mapping before. */
  readonly isStale: boolean;
  /** Why there is none for the mapping as it is. */
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
  // A failure, such as that of a text that is being written, does not take away what was shown.
  const [last, setLast] = useState(query.data);
  if (query.data !== undefined && query.data !== last) setLast(query.data);
  return {
    data: query.data ?? last,
    isStale: query.isPlaceholderData || asked !== mapping || query.data === undefined,
    failure: query.error === null || asked !== mapping ? null : toFailure(query.error),
    retry: () => void query.refetch(),
  };
}
