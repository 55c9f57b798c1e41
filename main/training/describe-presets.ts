import { PRESETS, PRESET_NAMES } from '../../models/training/configuration.ts';
import type { PresetDescription } from '../api/services.ts';

const WORDS = {
  quick: {
    title: 'Quick',
    description: 'One small network, ten epochs: shows that everything runs, in seconds.',
  },
  desktop: {
    title: 'Desktop',
    description:
      'Five networks trained with modalities missing at random, and a logistic regression for each modality beside ' +
      'them: the one to use, minutes on a laptop.',
  },
  paper: {
    title: 'Paper',
    description: 'Sizes and schedule of the EBR paper, for comparison: hours.',
  },
  reference: {
    title: 'Reference',
    description:
      'No network: a logistic regression for each modality, what they say added up. In seconds; what a network has to beat.',
  },
} as const;

/** The training presets with their settings, for people. */
export function describePresets(): PresetDescription[] {
  return PRESET_NAMES.map((preset) => ({ preset, ...WORDS[preset], settings: PRESETS[preset] }));
}
