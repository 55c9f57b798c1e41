// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import '../../testing/browser-stubs.ts';
import { FIXTURE_MODELS } from '../../testing/fixture-models.ts';
import { showAt } from '../../testing/in-router.tsx';
import { chosenOf } from './compare-choice.ts';
import { ModelList } from './model-list.tsx';

const [ebr, vanilla, readmission] = FIXTURE_MODELS as [
  (typeof FIXTURE_MODELS)[number],
  (typeof FIXTURE_MODELS)[number],
  (typeof FIXTURE_MODELS)[number],
];
const third = { ...ebr, id: 'third', name: 'A third one' };
const otherTask = { ...readmission, missing: false };

function Models() {
  const [ids, setIds] = useState<readonly string[]>([]);
  const models = [ebr, vanilla, third, otherTask];
  return <ModelList models={models} chosen={chosenOf(models, ids)} onChoose={setIds} />;
}

const tick = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `Compare ${name}` });

it('leads to two ticked models of one task side by side', async () => {
  const history = showAt('/models', <Models />);
  expect(screen.getByRole('status').textContent).toContain('Tick two models of one task');
  fireEvent.click(tick(vanilla.name));
  expect(tick(otherTask.name).disabled).toBe(true);
  expect(screen.getByRole('status').textContent).toContain('another model of the same task');
  fireEvent.click(tick(ebr.name));
  expect(tick(third.name).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Compare the two' }));
  await waitFor(() => expect(history.location.href).toBe(`/models/${vanilla.id}?tab=compare&with=${ebr.id}`));
});

it('takes a tick back', () => {
  showAt('/models', <Models />);
  fireEvent.click(tick(ebr.name));
  fireEvent.click(tick(ebr.name));
  expect(tick(ebr.name).checked).toBe(false);
  expect(tick(otherTask.name).disabled).toBe(false);
});

it('does not offer a model whose file is gone, nor a choice where there is one model', () => {
  expect(chosenOf([readmission], [readmission.id])).toEqual([]);
  showAt('/models', <ModelList models={[ebr]} chosen={[]} onChoose={() => undefined} />);
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.queryByRole('status')).toBeNull();
});
