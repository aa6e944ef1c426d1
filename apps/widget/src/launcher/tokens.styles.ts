/** Ink on paper, one seal of vermilion. A shop may set any of the `--zhike-…` properties on the element. */
export const TOKENS = `
:host {
  all: initial;
  --paper: var(--zhike-paper, #fbfaf7);
  --sheet: var(--zhike-sheet, #ffffff);
  --ink: var(--zhike-ink, #1d2430);
  --ink-soft: var(--zhike-ink-soft, #5b6472);
  --line: var(--zhike-line, #e5e1d8);
  --edge: var(--zhike-edge, #868d98);
  --pine: var(--zhike-pine, #1f5c4d);
  --on-pine: var(--zhike-on-pine, #ffffff);
  --seal: var(--zhike-seal, #b4382a);
  --on-seal: var(--zhike-on-seal, #fbfaf7);
  --amber: var(--zhike-amber, #9a5c08);
  --quoted: var(--zhike-quoted, #fbe9d2);
  --shadow: 0 12px 40px rgb(29 36 48 / 18%);
  --radius: 10px;
  --radius-bubble: 14px;
  --quick: 140ms;
  color-scheme: light;
  color: var(--ink);
  font: 15px/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC",
    "Microsoft YaHei", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: var(--zhike-paper-dark, #14161a);
    --sheet: var(--zhike-sheet-dark, #1c1f25);
    --ink: var(--zhike-ink-dark, #e9e6df);
    --ink-soft: var(--zhike-ink-soft-dark, #a2a8b3);
    --line: var(--zhike-line-dark, #2c3038);
    --edge: var(--zhike-edge-dark, #767d8a);
    --pine: var(--zhike-pine-dark, #4fa68f);
    --on-pine: var(--zhike-on-pine-dark, #14161a);
    --seal: var(--zhike-seal-dark, #e0705f);
    --on-seal: var(--zhike-on-seal-dark, #14161a);
    --amber: var(--zhike-amber-dark, #e0a94a);
    --quoted: var(--zhike-quoted-dark, #4a3a1e);
    --shadow: 0 12px 40px rgb(0 0 0 / 55%);
    color-scheme: dark;
  }
}
@media (prefers-reduced-motion: reduce) {
  :host { --quick: 0ms; }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
`;
