export const charts = {
  legend: 'Legend',
  waterfall: {
    title: (risk: string, base: string) => `How the risk goes from ${base} to ${risk}`,
    titleWhatIf: (risk: string, base: string) => `What if: how the risk goes from ${base} to ${risk}`,
    base: 'Base rate',
    risk: 'This risk',
    axis: 'Risk (spaced by log-odds)',
    legend:
      'To the right and +: raises the risk. To the left and −: lowers it. Hatched: absent, so no contribution.',
    contribution: 'Contribution (log-odds)',
    modality: 'Modality',
    from: 'Risk before',
    to: 'Risk after',
    absent: 'absent',
    off: 'switched off',
    noShare: 'no contribution',
  },
};
