import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../app/client.ts';
import { type Failure, toFailure } from '../../app/failure.ts';

interface BringModel {
  readonly bring: (path: string) => void;
  readonly busy: boolean;
  readonly failure: Failure | null;
}

/** Takes a model in from where it lies, and shows it. */
export function useBringModel(): BringModel {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    api.models.import.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: api.models.pathKey() });
        await navigate({ to: '/models/$model', params: { model: id } });
      },
    }),
  );
  return {
    bring: (path) => mutate({ path }),
    busy: isPending,
    failure: error === null ? null : toFailure(error),
  };
}
