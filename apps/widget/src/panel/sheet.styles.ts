export const SHEET = `
.shade { position: absolute; inset: 0; background: rgb(20 22 26 / 38%); animation: arrive var(--quick) ease-out; }
.sheet {
  position: absolute; inset: auto 0 0; max-height: 86%; display: flex; flex-direction: column;
  background: var(--sheet); border-top: 3px solid var(--seal); border-radius: 14px 14px 0 0; box-shadow: var(--shadow);
  animation: slide calc(var(--quick) + 40ms) ease-out;
}
@keyframes slide { from { transform: translateY(24px); opacity: 0; } }
.sheet-head { display: flex; align-items: center; justify-content: space-between; padding: 6px 8px 0 18px; }
.sheet-kind { margin: 0; font-size: 13px; color: var(--ink-soft); }
.sheet-body { overflow-y: auto; overscroll-behavior: contain; padding: 0 18px calc(20px + env(safe-area-inset-bottom)); }
.sheet-body:focus-visible { outline-offset: -3px; }
.sheet-body h3 { margin: 0 0 6px; font-size: 17px; line-height: 1.45; font-weight: 650; }
.sheet-path { display: flex; flex-wrap: wrap; gap: 2px 0; margin: 0 0 8px; padding: 0; list-style: none; font-size: 13px; color: var(--ink-soft); }
.sheet-path li + li::before { content: "›"; margin: 0 6px; }
.sheet-facts { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin: 0 0 12px; font-size: 13px; color: var(--ink-soft); font-variant-numeric: tabular-nums; }
.state { display: inline-flex; align-items: center; gap: 6px; color: var(--ink); font-weight: 600; }
.state::before { content: ""; width: 9px; height: 9px; border-radius: 50%; background: var(--ink-soft); }
.state[data-state="live"] { color: var(--pine); }
.state[data-state="live"]::before { background: var(--pine); }
.state[data-state="scheduled"]::before { background: transparent; border: 2px solid currentColor; }
.state[data-state="expired"]::before, .state[data-state="superseded"]::before { border-radius: 2px; }
.sheet-text { padding: 12px 14px; border-radius: var(--radius); background: var(--paper); border: 1px solid var(--line); }
.sheet-text mark { background: var(--quoted); color: inherit; border-radius: 3px; padding: 1px 0; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
@media (forced-colors: active) { .sheet-text mark { text-decoration: underline; } }
`;
