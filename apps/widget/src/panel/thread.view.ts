import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dayOf, timeOf } from '../chat/citation.chips.js';
import type { ConversationState, Entry, HandoverLine, Outgoing } from '../chat/conversation.model.js';
import { answerView } from './answer.view.js';
import type { ViewContext } from './panel.actions.js';

const keyOf = (entry: Entry) => (entry.kind === 'exchange' ? entry.messageId : `handover-${entry.sequence}`);

export function threadView(state: ConversationState, context: ViewContext): TemplateResult {
  const { entries, outbox } = state;
  const latest = outbox.length ? undefined : entries.findLast(({ kind }) => kind === 'exchange');
  const shown: (Entry | Outgoing)[] = [...entries, ...outbox];
  // Under one key a message keeps its place on the screen when the server has taken it.
  return html`${repeat(
    shown,
    (line) => ('kind' in line ? keyOf(line) : line.messageId),
    (line, index) =>
      'kind' in line
        ? html`${dayView(line, entries[index - 1])}${entryView(line, line === latest, context)}`
        : outgoingView(line, state, context),
  )}`;
}

function entryView(entry: Entry, isLatest: boolean, context: ViewContext): TemplateResult {
  if (entry.kind === 'handover') return handoverView(entry, context);
  return html`<div class="exchange">${messageView(entry.text, context)}${answerView(entry, isLatest, context)}</div>`;
}

function messageView(text: string, { strings }: ViewContext): TemplateResult {
  return html`<p class="message">
    <span class="unseen">${strings.you}${strings.colon}</span><span class="said">${text}</span>
  </p>`;
}

/** The day, where it is another than that of the line above; the first one only if it is not today. */
function dayView(entry: Entry, previous: Entry | undefined) {
  const day = dayOf(entry.at);
  if (day === dayOf(previous?.at ?? new Date().toISOString())) return nothing;
  return html`<p class="day"><time datetime=${entry.at}>${day}</time></p>`;
}

function handoverView({ reason, at }: HandoverLine, { strings }: ViewContext): TemplateResult {
  const text = reason === 'interrupted' ? strings.handoverInterrupted : strings.handover;
  return html`<p class="handover">
    <span>${text} · <time datetime=${at}>${timeOf(at)}</time></span>
  </p>`;
}

function outgoingView(message: Outgoing, { connection }: ConversationState, context: ViewContext): TemplateResult {
  const { strings, actions } = context;
  const isAway = connection === 'offline' || connection === 'reconnecting';
  const failure = message.code === undefined ? undefined : strings.failures[message.code];
  return html`<div class="exchange" data-status=${message.status}>
    ${messageView(message.text, context)}
    ${
      message.status === 'failed'
        ? html`<p class="delivery trouble-text">
            ${strings.notSent}${failure ? `${strings.colon}${failure}` : ''}
            <button type="button" class="link" @click=${() => actions.retry(message.messageId)}>
              ${strings.retry}
            </button>
          </p>`
        : html`<p class="delivery soft">${isAway ? strings.waitingForNetwork : strings.sending}</p>`
    }
  </div>`;
}
