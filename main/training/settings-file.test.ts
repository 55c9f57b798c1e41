import { expect, it } from 'vitest';
import { parseSettings } from './settings-file.ts';

const failureOf = (text: string): unknown => {
  try {
    return parseSettings(text, 'my.yaml');
  } catch (error) {
    return error;
  }
};

it('reads settings and what is searched, as YAML or JSON', () => {
  const yaml = `
# less dropout
dropout: 0.2
optimizer: sgd
bagging: false
encodingWidth: auto
search:
  trials: 12
  space:
    learningRate: 0.0005..0.01 log
    lambda: [0, 0.1, 0.3]
    members: 3
`;
  expect(parseSettings(yaml, 'my.yaml')).toEqual({
    settings: { dropout: 0.2, optimizer: 'sgd', bagging: false, encodingWidth: 'auto' },
    search: {
      trials: 12,
      space: { learningRate: '0.0005..0.01 log', lambda: '0, 0.1, 0.3', members: '3' },
    },
  });
  expect(parseSettings('{"epochs": 3}', 'my.json')).toEqual({ settings: { epochs: 3 } });
});

it('leaves to the preset what it does not say', () => {
  expect(parseSettings('focalGamma: 2', 'my.yaml').settings).toEqual({ focalGamma: 2 });
});

it.each([
  ['dropout: 0.2\ndropuot: 0.3', 2, /dropuot is not the name of a setting/],
  ['dropout: 0.2\nepochs: many', 2, /epochs: expected number/],
  ['dropout:\n  - 1', 1, /dropout: expected number/],
  ['epochs: 0', 1, /epochs: Too small/],
  ['search:\n  trials: 1', 2, /search\.trials: Too small/],
  ['search:\n  trails: 4', 2, /search\.trails: not known here/],
  ['search:\n  space:\n    dropout: 0..0.5\n    lamda: 0..1', 4, /name of a setting, got "lamda"/],
  ['search:\n  space:\n    dropout: [0.1, 7]', 3, /dropout: .*got 7/],
  ['- dropout', 1, /no settings by name/],
  ['dropout: [', 1, /./],
])('names the line of what is wrong: %j', (text, line, message) => {
  expect(failureOf(text)).toMatchObject({ code: 'bad_configuration', file: 'my.yaml', line });
  expect((failureOf(text) as Error).message).toMatch(message);
});

it('proposes the name that was meant', () => {
  expect(failureOf('dropoot: 1')).toMatchObject({
    hint: expect.stringContaining('dropout or inputDropout') as string,
  });
});
