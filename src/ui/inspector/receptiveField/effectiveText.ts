/**
 * On how few pixels most of a gradient lies: `Nine tenths of its gradient lie on 60 pixels, the strongest of those it sees.`
 * @param values Magnitudes, one a pixel.
 */
export function effectiveText(values: ArrayLike<number>): string {
  const sorted = Array.from(values).sort((a, b) => b - a);
  const all = sorted.reduce((sum, value) => sum + value, 0);
  if (all === 0) return 'No pixel moves this unit at the moment: its gradient is 0, as where a ReLU is off.';
  let reached = 0;
  const pixels = sorted.findIndex((value) => {
    reached += value;
    return reached >= 0.9 * all;
  });
  return `Nine tenths of its gradient lie on ${pixels + 1} ${pixels === 0 ? 'pixel' : 'pixels'}.`;
}
