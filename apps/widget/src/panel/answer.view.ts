import { detectLocale } from '@zhike/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import { gapBetween, paragraphsOf } from '../chat/answer.paragraphs.js';
import { type CitationChip, chipName, chipsOf, dayOf, marksAfter } from '../chat/citation.chips.js';
import type { Answer, Exchange, Sentence } from '../chat/conversation.model.js';
import type { ViewContext } from './panel.actions.js';
import { ICONS } from './panel.icons.js';
import { ratingView } from './rating.view.js';

/** What the shop says to one message: the stage while it works, sentences as they come, and what they stand on. */
export function answerView({ text, answer }: Exchange, isLatest: boolean, context: ViewContext): TemplateResult {
  const chips = chipsOf(answer.sentences);
  const { strings } = context;
  return html`<div class="answer">
    ${
      answer.sentences.length
        ? html`<div class="bubble">
            ${paragraphsOf(answer.sentences).map((paragraph) => paragraphView(paragraph, answer, chips))}
          </div>`
        : nothing
    }
    ${answer.outcome === undefined ? stageView(answer, context) : nothing}
    ${chips.length ? chipsView(chips, context) : nothing}
    ${wasCut(answer) ? html`<p class="soft">${strings.interrupted}</p>` : nothing}
    ${isLatest && answer.outcome !== undefined ? waysOn(text, answer, context) : nothing}
    ${chips.length && answer.outcome === 'answered' ? ratingView(answer, context) : nothing}
  </div>`;
}

/** Whoever stopped it: the customer, or a fault on our side. */
const wasCut = ({ outcome, reason }: Answer) =>
  reason === 'stopped' || (outcome === 'handed-over' && reason !== 'customer-request');

function paragraphView(paragraph: readonly Sentence[], { sentences }: Answer, chips: readonly CitationChip[]) {
  const text = paragraph.map((sentence) => sentence.text).join('');
  return html`<p lang=${detectLocale(text)}>
    ${paragraph.map((sentence, index) => {
      const previous = paragraph[index - 1];
      const gap = previous ? gapBetween(previous.text, sentence.text) : '';
      const marks = marksAfter(sentence, sentences[sentences.indexOf(sentence) + 1], chips);
      return html`<span class="sentence">${gap}${sentence.text}</span>${marks.map(markView)}`;
    })}
  </p>`;
}

const markView = (mark: number): TemplateResult => html`<sup class="ordinal">${mark}</sup>`;

/** Drawn only: it is told to screen readers by the panel's status line. */
function stageView({ stage, isStopping }: Answer, { strings }: ViewContext): TemplateResult {
  return html`<p class="stage" aria-hidden="true">
    <span class="dots"><i></i><i></i><i></i></span>${isStopping ? strings.stopping : strings.stages[stage]}
  </p>`;
}

function chipsView(chips: readonly CitationChip[], { strings, actions }: ViewContext): TemplateResult {
  return html`<ul class="chips" aria-label=${strings.citationsLabel}>
    ${chips.map((chip, index) => {
      const { citation } = chip;
      const name = chipName(citation);
      const since = strings.since(dayOf(citation.effectiveFrom));
      return html`<li>
        <button
          type="button"
          class="chip"
          data-source=${citation.sourceId}
          aria-haspopup="dialog"
          title=${strings.openCitation}
          @click=${(event: Event) => actions.openSource(chip, event.currentTarget as HTMLElement)}
        >
          ${chips.length > 1 ? html`<b>${index + 1}</b>` : ICONS.source}
          <span>${name} · <time datetime=${citation.effectiveFrom}>${since}</time></span>
        </button>
      </li>`;
    })}
  </ul>`;
}

/** No answer is a dead end. */
function waysOn(question: string, answer: Answer, context: ViewContext) {
  const { strings, actions } = context;
  if (answer.choices.length) return choicesView(answer.choices, context);
  if (wasCut(answer)) return waysView(strings.askAgain, () => actions.send(question), context);
  if (answer.outcome === 'refused' || answer.outcome === 'blocked')
    return waysView(strings.askDifferently, actions.askDifferently, context);
  return nothing;
}

function waysView(label: string, act: () => void, { strings, actions }: ViewContext): TemplateResult {
  return html`<div class="ways" role="group" aria-label=${strings.waysLabel}>
    <button type="button" class="choice" @click=${act}>${label}</button>
    <button type="button" class="choice" @click=${actions.requestPerson}>${strings.talkToPerson}</button>
  </div>`;
}

function choicesView(choices: readonly string[], { strings, actions }: ViewContext): TemplateResult {
  return html`<div class="ways" role="group" aria-label=${strings.choicesLabel}>
    ${choices.map(
      (choice) => html`<button type="button" class="choice" @click=${() => actions.send(choice)}>${choice}</button>`,
    )}
  </div>`;
}
