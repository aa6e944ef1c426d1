export const THREAD = `
.middle { position: relative; flex: 1; min-height: 0; display: flex; }
.thread {
  position: relative; flex: 1; min-width: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px 14px 20px;
  display: flex; flex-direction: column; gap: 16px;
}
.thread:focus-visible { outline-offset: -2px; }
.to-newest {
  position: absolute; left: 50%; bottom: 10px; transform: translateX(-50%); display: flex; align-items: center; gap: 4px;
  padding: 6px 12px 6px 8px; border: 1px solid var(--line); border-radius: 18px; background: var(--sheet);
  box-shadow: var(--shadow); font-size: 13px;
}
.to-newest .icon { width: 16px; height: 16px; }

.exchange, .answer { display: flex; flex-direction: column; align-items: flex-start; gap: 8px; }
.message, .bubble { margin: 0; padding: 10px 14px; border-radius: var(--radius-bubble); max-width: 92%; }
.said, .sentence, .part { white-space: pre-wrap; }
.message { align-self: flex-end; max-width: 84%; background: var(--pine); color: var(--on-pine); border-end-end-radius: 4px; }
.exchange[data-status="waiting"] .message, .exchange[data-status="failed"] .message { opacity: .8; }
.bubble { background: var(--sheet); border: 1px solid var(--line); border-end-start-radius: 4px; }
.answer { width: 100%; margin-top: 4px; }
.answer .bubble p { margin: 0; }
.answer .bubble p + p { margin-top: 6px; }
.sentence { animation: arrive calc(var(--quick) + 20ms) ease-out; }
@keyframes arrive { from { opacity: 0; } }
.ordinal { margin-inline-start: 2px; color: var(--seal); font-size: 11px; font-weight: 650; line-height: 1; }
.delivery { margin: 0; align-self: flex-end; text-align: end; max-width: 92%; font-size: 12px; line-height: 1.5; }
.soft, .trouble-text { margin: 0; font-size: 13px; }

.stage { display: flex; align-items: center; gap: 8px; margin: 0; color: var(--ink-soft); font-size: 14px; }
.dots { display: inline-flex; gap: 4px; }
.dots i { width: 6px; height: 6px; border-radius: 50%; background: var(--seal); animation: nod 1s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: 150ms; }
.dots i:nth-child(3) { animation-delay: 300ms; }
@keyframes nod { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }

.chips, .starters { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0; list-style: none; max-width: 100%; }
.chips li { max-width: 100%; }
.chip {
  display: flex; align-items: center; gap: 6px; max-width: 100%; min-height: 32px; padding: 3px 10px 3px 8px;
  border: 1px solid color-mix(in srgb, var(--seal) 42%, var(--line)); border-radius: 8px;
  background: var(--paper); color: var(--seal); font-size: 13px; line-height: 1.5; text-align: start;
}
.chip:hover { background: color-mix(in srgb, var(--seal) 7%, var(--paper)); }
.chip .icon { width: 16px; height: 16px; }
.chip b { flex: none; font-size: 11px; min-width: 16px; line-height: 16px; text-align: center; border-radius: 4px; background: var(--seal); color: var(--on-seal); }
.chip > span { min-width: 0; }
.chip time { color: var(--ink-soft); font-variant-numeric: tabular-nums; white-space: nowrap; }

.ways, .reasons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.choice {
  min-height: 36px; padding: 5px 14px; border: 1px solid var(--pine); border-radius: 18px; background: transparent;
  color: var(--pine); font-size: 14px; line-height: 1.5; text-align: start;
}
.choice:hover { background: color-mix(in srgb, var(--pine) 9%, transparent); }
.choice.small { min-height: 32px; padding: 3px 12px; font-size: 13px; }
.rating { display: flex; align-items: center; gap: 2px; min-height: 32px; margin-inline-start: -6px; }
.rating .soft, .rating .trouble-text { margin-inline-start: 6px; }
.thumb { display: grid; place-items: center; width: 32px; height: 32px; padding: 0; border: 0; border-radius: 8px; background: none; color: var(--ink-soft); }
.thumb .icon { width: 18px; height: 18px; }
.thumb:hover { background: color-mix(in srgb, var(--ink) 7%, transparent); color: var(--ink); }
.thumb[aria-pressed="true"] { color: var(--pine); background: color-mix(in srgb, var(--pine) 14%, transparent); }

.handover { display: flex; align-items: center; gap: 10px; margin: 4px 0; color: var(--ink-soft); font-size: 13px; text-align: center; }
.handover::before, .handover::after { content: ""; flex: 1; min-width: 12px; border-top: 1px solid var(--line); }
.day { margin: 0; text-align: center; color: var(--ink-soft); font-size: 12px; font-variant-numeric: tabular-nums; }

.welcome { display: flex; flex-direction: column; gap: 12px; align-items: flex-start; }
.welcome h3 { margin: 4px 0 -4px; font-size: 13px; font-weight: 500; color: var(--ink-soft); }
.starters { flex-direction: column; gap: 8px; align-items: flex-start; }
.skeleton { width: 80%; display: grid; gap: 8px; }
.skeleton i { height: 12px; border-radius: 6px; background: var(--line); animation: nod 1.4s infinite; }
.skeleton i:last-child { width: 60%; }
`;
