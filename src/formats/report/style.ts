/** How a report looks, on a screen in either theme and on paper. */
export const reportStyle = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1a1d21, #e8eaed);
  --soft: light-dark(#555c66, #a4abb5);
  --line: light-dark(#d9dce1, #3a3f47);
  --ground: light-dark(#ffffff, #16181c);
  --first: light-dark(#2457d6, #8fb0ff);
  --second: light-dark(#b8500f, #ffab73);
}
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0; }
h2 { margin: 2.5rem 0 0.5rem; border-bottom: 1px solid var(--line); }
header p, figcaption { color: var(--soft); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: left; font-weight: 400; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); }
tbody th { font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.confusion td, .confusion th { padding: 0.25rem 0.75rem; }
.confusion .right { background: color-mix(in srgb, var(--first) calc(60% * var(--share)), transparent); }
.confusion .wrong { background: color-mix(in srgb, var(--second) calc(60% * var(--share)), transparent); }
figure { margin: 0; }
.diagram { overflow: auto; max-height: 40rem; margin-bottom: 1rem; padding: 0.5rem; background: #ffffff; border: 1px solid var(--line); border-radius: 8px; }
.diagram svg { display: block; margin: auto; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; }
.charts svg { width: 100%; }
.grid { stroke: var(--line); }
.tick { fill: var(--soft); font-size: 12px; }
.curve-0, .curve-1 { fill: none; stroke-width: 2; }
.curve-0 { stroke: var(--first); }
.curve-1 { stroke: var(--second); stroke-dasharray: 6 3; }
.mark-0 { fill: var(--first); }
.mark-1 { fill: var(--second); }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 0.75rem; }
.gallery img { width: 100%; image-rendering: pixelated; border-radius: 4px; }
.gallery figcaption { font-size: 0.8rem; overflow-wrap: anywhere; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; font-size: 11pt; print-color-adjust: exact; }
  section, figure, tr { break-inside: avoid; }
  .diagram { max-height: none; border: 0; }
  .diagram svg { max-width: 100%; max-height: 24cm; height: auto; }
}
`;
