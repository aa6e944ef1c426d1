import { SHEET } from './sheet.styles.js';
import { THREAD } from './thread.styles.js';

const FRAME = `
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--ink-soft); }
.trouble-text { color: var(--seal); }
.icon { width: 20px; height: 20px; display: block; flex: none; }

.panel {
  position: relative; width: 392px; max-width: calc(100vw - 40px); height: 660px; max-height: calc(100vh - 116px);
  max-height: calc(100dvh - 116px);
  display: flex; flex-direction: column; overflow: hidden;
  background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: 16px; box-shadow: var(--shadow);
  overflow-wrap: anywhere; text-align: start; animation: rise var(--quick) ease-out;
}
.under { display: flex; flex-direction: column; flex: 1; min-height: 0; }
@keyframes rise { from { opacity: 0; transform: translateY(8px); } }
@media (max-width: 480px) {
  zhike-panel { display: block; height: 100%; }
  .panel { width: 100%; max-width: none; height: 100%; max-height: none; border: 0; border-radius: 0; box-shadow: none; }
  .header { padding-top: calc(10px + env(safe-area-inset-top)) !important; }
  .notice { padding-bottom: calc(8px + env(safe-area-inset-bottom)) !important; }
}

button, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; margin: 0; -webkit-tap-highlight-color: transparent; }
:focus-visible { outline: 2px solid var(--pine); outline-offset: 2px; }

.header {
  display: flex; align-items: center; gap: 4px; padding: 10px 8px 10px 14px; background: var(--sheet);
  border-bottom: 1px solid var(--line);
}
.seal {
  width: 36px; height: 36px; border-radius: 9px; background: var(--seal); color: var(--on-seal); flex: none;
  font: 600 19px/36px "Noto Serif SC", "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif; text-align: center;
}
.title { flex: 1; min-width: 0; margin-inline-start: 8px; }
.title h2, .title p { margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.title h2 { font-size: 15px; line-height: 1.4; font-weight: 650; }
.title p { font-size: 12px; line-height: 1.4; color: var(--ink-soft); }
.tool {
  display: grid; place-items: center; width: 40px; height: 40px; padding: 0; border: 0; border-radius: var(--radius);
  background: transparent; color: var(--ink-soft); flex: none;
}
.tool:hover { background: color-mix(in srgb, var(--ink) 7%, transparent); color: var(--ink); }
.tool[aria-disabled="true"] { color: var(--pine); cursor: default; }
.language { font-size: 14px; font-weight: 600; }
.header .tool { width: 38px; }

.banner, .strip { margin: 0; padding: 8px 14px; font-size: 13px; line-height: 1.5; border-bottom: 1px solid var(--line); }
.banner { background: var(--sheet); color: var(--amber); }
.strip { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; background: var(--sheet); }
.strip p { margin: 0; flex: 1 1 100%; }
.plain, .firm { padding: 6px 12px; border-radius: var(--radius); border: 1px solid var(--edge); background: transparent; font-size: 14px; }
.firm { background: var(--pine); border-color: var(--pine); color: var(--on-pine); }
.link { padding: 0 2px; border: 0; background: none; color: var(--pine); text-decoration: underline; text-underline-offset: 3px; }

.input {
  display: flex; align-items: flex-end; gap: 6px; flex-wrap: wrap; margin: 0 12px; padding: 4px 4px 4px 12px;
  background: var(--sheet); border: 1px solid var(--edge); border-radius: 14px;
}
.input:focus-within { border-color: var(--pine); box-shadow: 0 0 0 1px var(--pine); }
.input textarea {
  flex: 1; min-width: 0; resize: none; border: 0; outline: 0; padding: 8px 0; background: transparent;
  font-size: 16px; line-height: 24px; max-height: 138px; min-height: 40px; overflow-y: auto;
}
.input textarea::placeholder { color: var(--ink-soft); opacity: 1; }
.send { display: grid; place-items: center; width: 40px; height: 40px; border: 0; border-radius: 11px; background: var(--pine); color: var(--on-pine); flex: none; }
.send:disabled { background: var(--line); color: var(--ink-soft); cursor: default; }
.stop { color: var(--seal); }
.counter { flex: 1 1 100%; margin: 0; font-size: 12px; line-height: 1.5; font-variant-numeric: tabular-nums; }
.counter:not(.trouble-text) { text-align: end; padding-inline-end: 8px; }
.counter:empty { display: none; }
.notice { margin: 0; padding: 6px 14px 10px; font-size: 12px; line-height: 1.4; color: var(--ink-soft); text-align: center; }
@media (forced-colors: active) { .seal, .send { border: 1px solid; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
`;

/** Adopted by the widget's root; nothing is written into the page. */
export function panelSheets(): CSSStyleSheet[] {
  return [FRAME, THREAD, SHEET].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
