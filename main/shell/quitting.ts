/** What ending the program takes. */
export interface Ending {
  readonly isBusy: () => boolean;
  /** Asks whether work that runs may be stopped. */
  readonly mayStop: () => Promise<boolean>;
  /** Stops the work with its checkpoints kept, and puts everything away. */
  readonly close: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
  readonly quit: () => void;
}

/**
 * Holds up whatever would end the program until all is put away, asking once while work runs.
 * @returns handles each event that would end the program.
 */
export function holdUntilClosed(ending: Ending): (event: { preventDefault: () => void }) => void {
  let state: 'running' | 'closing' | 'closed' = 'running';
  const close = async (): Promise<void> => {
    state = 'closing';
    if (ending.isBusy() && !(await ending.mayStop())) {
      state = 'running';
      return;
    }
    await ending.close().catch(ending.onFailure);
    state = 'closed';
    ending.quit();
  };
  return (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'running') void close();
  };
}
