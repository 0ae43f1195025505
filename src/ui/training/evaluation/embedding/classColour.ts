/** Hues evenly apart, of equal lightness in OKLCH. */
export function classColour(index: number, classes: number): string {
  return `oklch(62% 0.16 ${(250 + (index * 360) / Math.max(1, classes)) % 360})`;
}

/** The same as `rgb(r g b)`, for files that other programs read. */
export function rgbOf(colour: string): string {
  const dot = document.createElement('canvas');
  dot.width = 1;
  dot.height = 1;
  const context = dot.getContext('2d');
  if (context === null) throw new Error('The browser gave no canvas to mix colours on.');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}
