import { fontFamily } from "./text.js";

/** The colours of a picture. Text on what it stands on has a contrast of 4.5 at least, lines and rims of 3. */
export interface Palette {
  readonly ground: string;
  readonly box: string;
  readonly rim: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly error: string;
  /** The entrypoint, and where a running application is. */
  readonly accent: string;
  readonly visited: string;
  readonly onAccent: string;
}

export const palettes: Readonly<Record<"light" | "dark", Palette>> = {
  light: {
    ground: "#ffffff",
    box: "#f8fafc",
    rim: "#64748b",
    text: "#0f172a",
    muted: "#55637a",
    line: "#64748b",
    error: "#c81e1e",
    accent: "#2563eb",
    visited: "#dbeafe",
    onAccent: "#ffffff",
  },
  dark: {
    ground: "#0f172a",
    box: "#1e293b",
    rim: "#8492a8",
    text: "#e8edf5",
    muted: "#a3b0c3",
    line: "#8d9bb0",
    error: "#f98080",
    accent: "#70aafb",
    visited: "#1e3a68",
    onAccent: "#0b1220",
  },
};

export type Theme = keyof typeof palettes | "auto";

/**
 * The rules of a theme. They hold under the class of the theme only, so that several pictures can stand in one page, and
 * spell out every colour, since not all that draws SVG knows variables.
 */
export function styleSheet(theme: Theme): string {
  const scope = `.${themeClass(theme)}`;
  const shapes = rules(scope, {
    text: `font-family:${fontFamily};font-size:12px`,
    ".name": "font-size:14px;text-anchor:middle",
    ".label text": "text-anchor:middle",
    ".box": "stroke-width:1.25",
    ".line": "fill:none;stroke-width:1.5",
    ".default .line": "stroke-dasharray:6 4",
    ".error .line": "stroke-dasharray:0.1 4;stroke-linecap:round;stroke-width:2",
    ".entry .box,.visited .box": "stroke-width:1.75",
    ".current .box,.next .box": "stroke-width:2.5",
    ".next .box": "stroke-dasharray:7 4",
  });
  if (theme !== "auto") return shapes + colours(scope, palettes[theme]);
  return `${shapes}${colours(scope, palettes.light)}@media (prefers-color-scheme:dark){${colours(scope, palettes.dark)}}`;
}

export function themeClass(theme: Theme): string {
  return `typeburr-${theme}`;
}

function colours(scope: string, palette: Palette): string {
  return rules(scope, {
    ".ground,.chip": `fill:${palette.ground}`,
    text: `fill:${palette.text}`,
    ".verb": `fill:${palette.muted}`,
    ".label text": `fill:${palette.muted}`,
    ".box": `fill:${palette.box};stroke:${palette.rim}`,
    ".rule": `stroke:${palette.rim};stroke-opacity:0.5`,
    ".line": `stroke:${palette.line}`,
    ".head": `fill:${palette.line}`,
    ".error .line": `stroke:${palette.error}`,
    ".error .head,.error .label text": `fill:${palette.error}`,
    ".entry .box,.next .box": `stroke:${palette.accent}`,
    ".start .line": `stroke:${palette.accent}`,
    ".start .head,.start .dot": `fill:${palette.accent}`,
    ".visited .box": `fill:${palette.visited};stroke:${palette.accent}`,
    ".current .box": `fill:${palette.accent};stroke:${palette.accent}`,
    ".current text": `fill:${palette.onAccent}`,
    ".current .rule": `stroke:${palette.onAccent}`,
  });
}

function rules(scope: string, bodies: Readonly<Record<string, string>>): string {
  return Object.entries(bodies)
    .map(([selectors, body]) => `${selectors.replace(/(^|,)/g, `$1${scope} `)}{${body}}`)
    .join("");
}
