const t0 = performance.now();
const vega = await import('vega');
const t1 = performance.now();
console.log('vega', t1 - t0);
const vl = await import('vega-lite');
const t2 = performance.now();
console.log('vega-lite', t2 - t1);
const spec = {
  data: { values: Array.from({ length: 10 }, (_, i) => ({ x: i, y: i * i, s: 'a' })) },
  mark: 'line',
  encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' }, color: { field: 's' } },
};
const c = vl.compile(spec).spec;
const t3 = performance.now();
const s = await new vega.View(vega.parse(c), { renderer: 'none' }).toSVG();
const t4 = performance.now();
console.log('compile', t3 - t2, 'svg', t4 - t3, s.length);
const s2 = await new vega.View(vega.parse(vl.compile(spec).spec), { renderer: 'none' }).toSVG();
console.log('again', performance.now() - t4, s2 === s);
console.log(s.slice(0, 3000));
