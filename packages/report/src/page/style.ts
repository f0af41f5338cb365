/** The report's look: light and dark by the reader's setting, one column on a phone, plain on paper. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5b6470; --line: #d9dde2; --page: #ffffff; --card: #f5f6f8; --edge: #818a95; --accent: #1f6fb8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa4b0; --line: #333a43; --page: #15171c; --card: #1d2126; --edge: #737d89; --accent: #6cb2f0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 84rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
.kind { margin: 0; color: var(--soft); font-size: .85rem; }
h1 { margin: .2rem 0 1.2rem; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.2rem 0 .7rem; font-size: 1.15rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .7rem; margin: 0; }
.cards div { background: var(--card); border-radius: .5rem; padding: .7rem .9rem; }
.cards dt { color: var(--soft); font-size: .8rem; }
.cards dd { margin: .1rem 0 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: 2.2rem 2.5rem; margin-top: 2.2rem; align-items: start; }
figure { position: relative; margin: 0; min-width: 0; }
.figures .across { grid-column: 1 / -1; }
figure svg { display: block; max-width: 100%; height: auto; cursor: crosshair; touch-action: pan-y; }
figure:focus-visible, .stage:focus-visible { outline: 2px solid var(--accent); outline-offset: 4px; }
figcaption { color: var(--soft); font-size: .9rem; margin-top: .4rem; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin-top: .4rem; color: var(--soft); font-size: .8rem; }
button { font: inherit; font-size: .8rem; color: var(--ink); background: var(--page); border: 1px solid var(--edge); border-radius: .4rem; padding: .15rem .6rem; min-height: 1.6rem; cursor: pointer; }
button:hover { background: var(--card); }
.course .title { margin: 0 0 .4rem; font-weight: 600; }
.course input { flex: 1 1 8rem; }
.course output { font-variant-numeric: tabular-nums; }
.on-narrow { display: none; }
@media (max-width: 34rem) { .on-wide { display: none; } .on-narrow { display: block; } }
dialog { width: 100vw; height: 100vh; max-width: none; max-height: none; border: 0; padding: 0; background: var(--page); color: var(--ink); overflow: hidden; }
dialog .bar { display: flex; gap: .5rem; padding: .5rem; height: 3rem; }
dialog .stage { height: calc(100vh - 3rem); touch-action: none; outline-offset: -4px; }
dialog svg { display: block; width: 100%; height: 100%; }
details { margin-top: 1rem; } summary { cursor: pointer; color: var(--soft); }
.verdict { margin: 0 0 1rem; background: var(--card); border-left: .25rem solid #b45309; border-radius: .5rem; padding: .7rem 1rem .7rem 2rem; }
.flag { white-space: nowrap; }
.verdict li + li { margin-top: .4rem; }
.verdict.good { border-color: #2b7a3d; padding-left: 1rem; }
.remark { margin: 2.2rem 0 0; color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.tip { position: absolute; z-index: 1; pointer-events: none; max-width: 15rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .45rem .6rem; font-size: .8rem; line-height: 1.35; box-shadow: 0 2px 10px #0003; }
.tip span { white-space: pre-line; }
.tip i[hidden] { display: none; }
.tip i { display: block; width: 5.25rem; height: 5.25rem; margin-bottom: .3rem; background-repeat: no-repeat; image-rendering: pixelated; }
.dark { display: none; }
@media (prefers-color-scheme: dark) { .dark { display: block; } .light { display: none; } }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--soft); font-size: .85rem; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; }
.facts { table-layout: fixed; }
.facts td { text-align: left; overflow-wrap: anywhere; }
.facts th { color: var(--soft); width: 11rem; vertical-align: top; overflow-wrap: anywhere; }
@media (max-width: 34rem) { .facts th { width: 9.5rem; padding-left: 0; font-size: .85rem; line-height: 1.8; } main { padding-left: 1rem; padding-right: 1rem; } }
pre { background: var(--card); border-radius: .5rem; padding: .8rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
@media print {
  :root { color-scheme: light; --ink: #1b1f24; --soft: #5b6470; --line: #d9dde2; --page: #ffffff; --card: #f5f6f8; }
  .dark, .tip, .tools, .on-narrow, dialog { display: none !important; } .on-wide { display: block !important; } .light { display: block !important; }
  .figures { display: block; } figure { margin-top: 2rem; }
  main { max-width: none; padding: 0; } .wide { overflow: visible; }
  figure, .cards, tr { break-inside: avoid; } h2 { break-after: avoid; }
}
`.trim();
