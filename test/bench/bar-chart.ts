/** Bar, and the series that determines its color. */
interface ChartValue {
  series: number;
  label: string;
  value: number;
}

export interface BarChartData {
  title: string;
  unit: string;
  series: string[];
  groups: { label: string; values: ChartValue[] }[];
}

const width = 720;
const labelWidth = 190;
const barHeight = 16;

/** Colors that are distinguishable on white and on black, also with a color vision deficiency. */
const colors = ['#0072b2', '#56b4e9', '#e69f00', '#cc79a7', '#b5651d', '#7f7f7f'];

/** Renders horizontal bars in groups, readable on a phone, in dark mode, and without scripts. */
export function renderBarChart({ title, unit, series, groups }: BarChartData): string {
  const maxValue = Math.max(...groups.flatMap(({ values }) => values.map(({ value }) => value)), Number.MIN_VALUE);
  const scale = (width - labelWidth - 70) / maxValue;
  const shown = new Set(groups.flatMap(({ values }) => values.map(({ series }) => series)));
  const { parts: names, bottom } = renderLegend(
    series.map((name, color) => ({ name, color })).filter(each => shown.has(each.color)),
  );
  const parts: string[] = [renderText(0, 16, title, 'title'), ...names];
  let y = bottom + 18;
  for (const { label, values } of groups) {
    parts.push(renderText(0, y + barHeight - 4, label));
    for (const { series: color, label: valueLabel, value } of values) {
      const length = Math.max(1, value * scale);
      parts.push(
        `<rect x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight - 2}" fill="${colors[color]}"/>`,
      );
      parts.push(renderText(labelWidth + length + 6, y + barHeight - 4, `${valueLabel} ${unit}`.trim(), 'value'));
      y += barHeight;
    }
    y += 12;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="${escapeXml(title)}">`,
    '<style>text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:15px;font-weight:600}.value{font-size:11px}',
    '@media(prefers-color-scheme:dark){text{fill:#d0d7de}}</style>',
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** Renders the legend in as many rows as it needs. */
function renderLegend(series: { name: string; color: number }[]): { parts: string[]; bottom: number } {
  const parts: string[] = [];
  let [x, y] = [0, 28];
  for (const { name, color } of series) {
    const length = 26 + name.length * 6.5;
    if (x > 0 && x + length > width) [x, y] = [0, y + 20];
    parts.push(
      `<rect x="${x}" y="${y}" width="12" height="12" fill="${colors[color]}"/>`,
      renderText(x + 17, y + 10, name),
    );
    x += length;
  }
  return { parts, bottom: y + 14 };
}

const renderText = (x: number, y: number, content: string, style?: string): string =>
  `<text x="${x.toFixed(1)}" y="${y}"${style ? ` class="${style}"` : ''}>${escapeXml(content)}</text>`;

const escapeXml = (content: string): string => content.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`);
