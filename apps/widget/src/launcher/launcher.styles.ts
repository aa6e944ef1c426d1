import { TOKENS } from './tokens.styles.js';

const LAUNCHER = `
:host { position: fixed; z-index: 2147483000; right: 20px; bottom: 20px; }
:host([position="left"]) { right: auto; left: 20px; }
:host([hidden]) { display: none; }
.launcher {
  display: block; position: relative; width: 56px; height: 56px; padding: 0;
  border: 0; border-radius: 16px; background: var(--seal); color: var(--on-seal);
  box-shadow: 0 6px 20px rgb(29 36 48 / 24%); cursor: pointer;
  font: 600 28px/56px "Noto Serif SC", "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif; text-align: center;
  transition: transform var(--quick) ease;
  -webkit-tap-highlight-color: transparent; user-select: none;
}
.launcher:hover { transform: translateY(-2px); }
.launcher:active { transform: none; }
.launcher::before {
  content: ""; position: absolute; inset: 5px; border: 1.5px solid currentColor; border-radius: 11px; opacity: .55;
}
.launcher:focus-visible { outline: 3px solid var(--pine); outline-offset: 3px; }
.launcher[aria-busy="true"] { cursor: progress; }
.launcher[aria-busy="true"] .mark { animation: breathe 1s ease-in-out infinite alternate; }
@keyframes breathe { to { opacity: .35; } }
@media (prefers-reduced-motion: reduce) {
  .launcher[aria-busy="true"] .mark { animation: none; opacity: .5; }
  .launcher:hover { transform: none; }
}
.badge {
  position: absolute; top: -6px; right: -6px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
  background: var(--ink); color: var(--paper); border: 2px solid var(--paper);
  font: 600 12px/18px system-ui, sans-serif; font-variant-numeric: tabular-nums;
}
.trouble {
  position: absolute; right: 0; bottom: 68px; width: 240px; margin: 0; padding: 10px 12px; border-radius: var(--radius);
  background: var(--sheet); color: var(--ink); border: 1px solid var(--line); box-shadow: var(--shadow);
  font-size: 14px; line-height: 1.5;
}
:host([position="left"]) .trouble { right: auto; left: 0; }
.panel-place { position: absolute; right: 0; bottom: 72px; }
:host([position="left"]) .panel-place { right: auto; left: 0; }
@media (max-width: 480px) {
  .panel-place { position: fixed; inset: 0; top: var(--view-top, 0); bottom: auto; height: var(--view-height, 100dvh); }
  :host([is-open]) .launcher { display: none; }
}
@media (forced-colors: active) { .launcher { border: 2px solid ButtonText; } }
@media print { :host { display: none; } }
`;

/** Adopted, not written into the page: a shop whose policy forbids inline styles shows the widget all the same. */
export function launcherSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(TOKENS + LAUNCHER);
  return sheet;
}
