import { describe, expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { onLight } from '../svg/palette.ts';
import { all, parseSvg, texts } from '../testing/parseSvg.ts';
import { type Ellipses, ellipses } from './ellipses.ts';

const axes = { title: 'q(z|x)', x: { label: 'z₁' }, y: { label: 'z₂' } };
const chart: Ellipses = { ...axes, means: [0, 0, 1, 2], deviations: [1, 0.5, 0.1, 0.2], classes: [3, 8] };
const drawn = (svg: string) => all(parseSvg(svg), 'ellipse').map(({ attributes }) => attributes);
/** The circles of the prior: radii 1 and 2 in pixels. */
const prior = (svg: string) =>
  all(parseSvg(svg), 'g')
    .filter(({ attributes }) => attributes['stroke-dasharray'])
    .flatMap(({ children }) => children.map(({ attributes }) => Number(attributes.r)));

describe('ellipses', () => {
  it('is an image with a name and a description', () => {
    const svg = ellipses(chart).svg();
    expect(parseSvg(svg).children[1]?.text).toBe(
      'z₂ against z₁. 2 ellipses of one standard deviation, half axes from 0.1 to 1.',
    );
    expect(texts(svg)).toEqual(expect.arrayContaining(['3', '8', '1σ', '2σ']));
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
    expect(ellipses({ ...chart, means: Float32Array.from(chart.means) }).svg()).toBe(svg);
  });

  it('has one standard deviation as half axes, in the unit of the prior’s circles, and its class’s colour', () => {
    const svg = ellipses(chart).svg();
    const [one = 0, two = 0] = prior(svg);
    expect(two / one).toBeCloseTo(2, 3);
    const [first, second] = drawn(svg);
    expect(Number(first?.rx) / one).toBeCloseTo(1, 3);
    expect(Number(first?.ry) / one).toBeCloseTo(0.5, 3);
    expect(first?.fill).toBe(onLight[3]);
    expect(second?.fill).toBe(onLight[8]);
    expect(Number(second?.cx) - Number(first?.cx)).toBeCloseTo(one, 1);
    expect(Number(first?.cy) - Number(second?.cy)).toBeCloseTo(2 * one, 1);
  });

  it('turns an ellipse with a covariance anticlockwise', () => {
    const svg = ellipses({ ...axes, means: [0, 0], covariances: [1, 0.5, 0.5, 1] }).svg();
    const [one = 0] = prior(svg);
    const [oval] = drawn(svg);
    expect(Number(oval?.rx) / one).toBeCloseTo(Math.sqrt(1.5), 2);
    expect(Number(oval?.ry) / one).toBeCloseTo(Math.sqrt(0.5), 2);
    expect(oval?.transform).toMatch(/^rotate\(-45 /);
  });

  it('puts points under them', () => {
    const svg = ellipses({ ...chart, points: [0, 0, 5, 5] }).svg();
    expect(all(parseSvg(svg), 'circle').filter(({ attributes }) => attributes.fill === onLight[6])).toHaveLength(2);
    expect(parseSvg(svg).children[1]?.text).toContain('2 points under them.');
  });

  it('shows a point mass as a dot', () => {
    const [oval] = drawn(ellipses({ ...axes, means: [0, 0], deviations: [0, 0] }).svg());
    expect(oval).toMatchObject({ rx: '0.75', ry: '0.75' });
  });
});

it('its columns hold every number', () => {
  expect(csv(ellipses({ ...chart, points: [7, 9] }).columns)).toBe(
    'mark,z₁,z₂,σ z₁,σ z₂,class\r\nellipse,0,0,1,0.5,3\r\nellipse,1,2,0.1,0.2,8\r\npoint,7,9,,,\r\n',
  );
  expect(csv(ellipses({ ...axes, means: [0, 1], covariances: [4, 2, 2, 3] }).columns)).toBe(
    'mark,z₁,z₂,var z₁,cov,var z₂\r\nellipse,0,1,4,2,3\r\n',
  );
});

describe('ellipses refuses', () => {
  it.each([
    [{ means: [] }, 'ellipses: expected at least one point, received none.'],
    [{ deviations: [1] }, 'ellipses: expected 2 deviations per ellipse (4), received 1. Give them row by row.'],
    [
      { deviations: [1, 1, 1, -1] },
      'ellipses: expected deviations of a normal distribution, received 1, -1 at ellipse 1. Pass σ, or a symmetric Σ with no negative eigenvalue.',
    ],
    [
      { covariances: new Float32Array(8) },
      'ellipses: expected deviations or covariances, received both. Give one of them.',
    ],
    [{ deviations: undefined }, 'ellipses: expected deviations or covariances, received neither. Give one of them.'],
    [
      { classes: [1] },
      'ellipses: expected one class per ellipse (2), received 1. Leave classes out, or give all of them.',
    ],
    [
      { means: new Float32Array(10_002), classes: undefined },
      'ellipses: expected at most 5000 ellipses, received 5001. Draw some of them: more would hide each other.',
    ],
  ])('%#: bad data', (bad, message) => {
    expect(() => ellipses({ ...chart, ...bad } as Ellipses)).toThrow(message);
  });
});
