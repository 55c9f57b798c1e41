export const charts = {
  legend: 'Legend',
  waterfall: {
    /** The finding: what moved the risk most, from where to where. */
    raises: (name: string, base: string, risk: string) => `${name} raise the risk most: ${base} to ${risk}`,
    lowers: (name: string, base: string, risk: string) => `${name} lower the risk most: ${base} to ${risk}`,
    stays: (risk: string) => `Nothing moves the risk: it stays at ${risk}`,
    whatIf: (finding: string) => `What if: ${finding}`,
    reaches: (risk: string) => `→ ${risk}`,
    base: 'Base rate',
    risk: 'This risk',
    axis: 'Risk (spaced by log-odds)',
    legend:
      'Bars to the right (+) raise the risk, to the left (−) lower it; the figure is the change in log-odds, and → the risk reached with it. Hatched: absent, so no contribution.',
    contribution: 'Contribution (log-odds)',
    modality: 'Modality',
    from: 'Risk before',
    to: 'Risk after',
    absent: 'absent',
    off: 'switched off',
    noShare: 'no contribution',
  },
};
