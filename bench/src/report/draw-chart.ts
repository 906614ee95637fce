import * as echarts from "echarts";

import type { Chart } from "../chapters/chapter.ts";

/** Colours that most people can tell apart, on paper of its own: it is read on light and on dark pages. */
const COLORS = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#56b4e9",
  "#b8860b",
  "#555555",
  "#882255",
  "#7a7a1f",
  "#6a51a3",
  "#8c564b",
  "#9ecae1",
];
const PAPER = "#ffffff";
const INK = "#222222";
const FAINT = "#d8d8d8";
const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

const WIDTH = 900;
const BAR = 15;
const BETWEEN_GROUPS = 22;
const TITLE = 44;
const LEGEND_LINE = 24;
/** What an entry of the legend takes beside its text, and a letter of it. */
const LEGEND_ENTRY = 50;
const LETTER = 7.8;
/** Of its height: a letter's width, as wide as the widest of the fonts above has it. */
const WIDEST_LETTER = 0.6;
const AXIS = 56;
/** Bars of a hundredth of the longest are not seen: from here on the axis is logarithmic. */
const WIDE = 50;

// Nothing here can measure text, and the guess of the library cuts the widest fonts off.
echarts.setPlatformAPI({
  measureText: (text, font = "12px") => ({
    width: text.length * Number.parseFloat(/[\d.]+(?=px)/.exec(font)?.[0] ?? "12") * WIDEST_LETTER,
  }),
});

/** The bars of a chart as SVG: a group for each label, one below the other, a bar of it for each series. */
export function drawChart({ title, unit, labels, series }: Chart): string {
  const top = TITLE + LEGEND_LINE * legendLines(series.map(({ name }) => name));
  const height = top + labels.length * (series.length * BAR + BETWEEN_GROUPS) + AXIS;
  const wide = isWide(series.flatMap(({ values }) => values));
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  drawing.setOption({
    animation: false,
    backgroundColor: PAPER,
    color: COLORS,
    textStyle: { color: INK, fontFamily: FONT },
    title: { text: title, left: 16, top: 12, textStyle: { color: INK, fontSize: 16 } },
    legend: {
      show: series.length > 1,
      left: 12,
      right: 12,
      top: TITLE,
      textStyle: { color: INK, fontSize: 13 },
    },
    grid: { left: 16, right: 72, top, bottom: 32, containLabel: true },
    xAxis: {
      type: wide ? "log" : "value",
      name: wide ? `${unit} (each line ten times the one before)` : unit,
      nameLocation: "middle",
      nameGap: 28,
      nameTextStyle: { color: INK },
      axisLabel: { color: INK, formatter: readable },
      splitLine: { lineStyle: { color: FAINT } },
    },
    yAxis: {
      type: "category",
      data: [...labels],
      inverse: true,
      axisLabel: { color: INK, fontSize: 13, width: 260, overflow: "break" },
      axisLine: { lineStyle: { color: INK } },
      axisTick: { show: false },
    },
    series: series.map(({ name, values }) => ({
      name,
      type: "bar" as const,
      barWidth: BAR - 3,
      barGap: "25%",
      data: values.map((value) => value ?? "-"),
      label: { show: true, position: "right", color: INK, fontSize: 11, formatter: labelOf },
    })),
  });
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  return `${svg}\n`;
}

function labelOf({ value }: { readonly value?: unknown }): string {
  return typeof value === "number" ? readable(value) : "";
}

function readable(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: value >= 1_000 ? 4 : 3 });
}

function isWide(values: readonly (number | null)[]): boolean {
  const there = values.filter((value) => value !== null);
  return Math.min(...there) > 0 && Math.max(...there) / Math.min(...there) > WIDE;
}

/** How many lines the legend needs: where it is drawn nobody can measure text. */
function legendLines(names: readonly string[]): number {
  if (names.length < 2) return 0;
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const width = LEGEND_ENTRY + name.length * LETTER;
    if (used > 0 && used + width > WIDTH - 24) {
      lines++;
      used = 0;
    }
    used += width;
  }
  return lines;
}
