import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { PRESET_NAMES, PRESETS, resolveConfiguration, scaleToCohort } from './configuration.ts';

describe('resolveConfiguration', () => {
  test.each(PRESET_NAMES)('%s is valid as it stands', (preset) => {
    expect(resolveConfiguration(preset)).toEqual({
      ...PRESETS[preset],
      preset,
      encoders: 'ebr',
      fusion: 'gated',
      seed: 1,
    });
  });

  test('settings replace the preset', () => {
    const { epochs, lambda, seed } = resolveConfiguration('quick', { settings: { epochs: 3 }, seed: 9 });
    expect({ epochs, lambda, seed }).toEqual({ epochs: 3, lambda: PRESETS.quick.lambda, seed: 9 });
  });

  test.each([
    [{ epoch: 3 }, /epoch/],
    [{ epochs: 0 }, /epochs/],
    [{ epochs: 'many' }, /epochs/],
    [{ dropout: 1 }, /dropout/],
    [{ fusion: 'muse' }, /fusion/],
    [{ latentWidth: 'wide' }, /latentWidth/],
  ])('refuses %o by name', (settings, name) => {
    expect(() => resolveConfiguration('quick', { settings })).toThrow(ModelError);
    expect(() => resolveConfiguration('quick', { settings })).toThrow(name);
  });

  test('vanilla encoders cannot substitute by latents', () => {
    const choices = { encoders: 'vanilla', settings: { substitution: 'ebr' } } as const;
    expect(() => resolveConfiguration('quick', choices)).toThrow(/vanilla/);
  });

  test('the paper preset is the paper', () => {
    expect(PRESETS.paper).toMatchObject({
      epochs: 1200,
      optimizer: 'sgd',
      learningRate: 0.01,
      decayFactor: 0.9,
      decayEvery: 100,
      blockEpochs: 10,
      latentWidth: 512,
      headHidden: 1024,
      discriminatorHidden: 512,
      maskedTraining: false,
    });
  });
});

describe('scaleToCohort', () => {
  test('the inputs of a large cohort are informed axes, of which none is dropped', () => {
    const read = (encounters: number, settings = {}) => {
      const { axes, inputDropout } = scaleToCohort(resolveConfiguration('desktop', { settings }), encounters);
      return { axes, inputDropout };
    };
    expect(read(4_999)).toEqual({ axes: 'leading', inputDropout: 0.2 });
    expect(read(5_000)).toEqual({ axes: 'informed', inputDropout: 0 });
    expect(read(5_000, { axes: 'leading' })).toEqual({ axes: 'leading', inputDropout: 0.2 });
    expect(read(5_000, { inputDropout: 0.1 })).toEqual({ axes: 'informed', inputDropout: 0.1 });
    expect(scaleToCohort(resolveConfiguration('paper'), 5_000).axes).toBe('leading');
  });

  test('widths double from 5,000 encounters on', () => {
    const widths = (encounters: number): number[] => {
      const { latentWidth, headHidden } = scaleToCohort(resolveConfiguration('desktop'), encounters);
      return [latentWidth, headHidden];
    };
    const [small = 0, large = 0] = [widths(4_999), widths(5_000)].map(([latent]) => latent);
    expect(large).toBe(2 * small);
    expect(widths(4_999)).toEqual([small, 2 * small]);
  });

  test('given widths stay, and a scaled configuration scales to itself', () => {
    const given = resolveConfiguration('desktop', { settings: { latentWidth: 17 } });
    const scaled = scaleToCohort(given, 50_000);
    expect(scaled.latentWidth).toBe(17);
    expect(scaleToCohort(scaled, 10)).toEqual(scaled);
  });

  test('the policy follows the encoders', () => {
    const policyOf = (encoders: 'ebr' | 'vanilla'): string =>
      scaleToCohort(resolveConfiguration('quick', { encoders }), 10).substitution;
    expect([policyOf('ebr'), policyOf('vanilla')]).toEqual(['ebr', 'omit']);
  });
});
