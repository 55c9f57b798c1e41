import { Button, Checkbox } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { desktop } from '../../app/desktop.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/index.ts';

/** Passwords that the desktop keeps; in a browser there is no such thing. */
export function useKeptPassword(address: string) {
  const { desktop: text } = useText();
  const { data: isKept = false, refetch } = useQuery({
    queryKey: ['kept-password', address],
    queryFn: () => desktop?.hasPassword(address) ?? false,
    enabled: address !== '',
    staleTime: 0,
  });
  const keep = async (password: string): Promise<void> => {
    const wasKept = await desktop?.keepPassword(address, password);
    if (wasKept === false) notifications.show({ message: text.password.refused, autoClose: false });
    await refetch();
  };
  const forget = async (): Promise<void> => {
    await desktop?.forgetPassword(address);
    await refetch();
  };
  return { isKept, keep, forget };
}

interface Props {
  readonly isKept: boolean;
  /** Whether the password that is typed shall be kept. */
  readonly wanted: boolean;
  readonly onWant: (wanted: boolean) => void;
  readonly onForget: () => void;
}

/** Whether a password is kept, and the choice to keep one. */
export function KeepPassword({ isKept, wanted, onWant, onForget }: Props) {
  const { desktop: text } = useText();
  if (desktop === undefined) return null;
  return (
    <>
      <Checkbox
        label={text.password.keep}
        checked={wanted}
        onChange={(event) => onWant(event.currentTarget.checked)}
      />
      {isKept && (
        <Notice>
          {text.password.kept}{' '}
          <Button variant="default" size="compact-xs" onClick={onForget}>
            {text.password.forget}
          </Button>
        </Notice>
      )}
    </>
  );
}
