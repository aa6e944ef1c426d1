import type { ModelSize, OwnModel } from '@zhike/contracts';
import { App } from 'antd';
import type { KeyboardEvent } from 'react';
import { useOrderModels } from '../api/model.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { ModelCard, type Step } from './model.card.js';

interface ModelChainProps {
  readonly size: ModelSize;
  /** All of the workspace: the order is theirs together. */
  readonly models: readonly OwnModel[];
  readonly onEdit: (model: OwnModel) => void;
}

const STEPS: Readonly<Record<string, Step>> = { ArrowUp: -1, ArrowDown: 1 };

/** The models for one size of answers, in the order in which they are asked. */
export function ModelChain({ size, models, onEdit }: ModelChainProps) {
  const { models: text } = useText();
  const chain = models.filter((model) => model.size === size);
  const { move, error } = useMove(models, chain);
  const press = (event: KeyboardEvent, model: OwnModel) => {
    const step = STEPS[event.key];
    if (!event.altKey || !step) return;
    event.preventDefault();
    move(model, step);
  };
  return (
    <section className="chain" aria-labelledby={`chain-${size}`}>
      <h2 id={`chain-${size}`}>{text.sizes[size]}</h2>
      <p className="soft small">{chain.length ? text.sizeLeads[size] : text.sizeNone[size]}</p>
      <Problem error={error} />
      <ol className="chain-list">
        {chain.map((model, at) => (
          <li
            key={model.id}
            id={`model-${model.id}`}
            className="sheet card"
            tabIndex={0}
            aria-label={`${text.place(at + 1)} · ${model.name}`}
            data-state={model.state}
            onKeyDown={(event) => press(event, model)}
          >
            <ModelCard
              model={model}
              place={at + 1}
              isLast={at === chain.length - 1}
              isOnly={models.length === 1}
              onMove={(step) => move(model, step)}
              onEdit={() => onEdit(model)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Changes places with the neighbour of the same size; the others stay where they are. */
function useMove(models: readonly OwnModel[], chain: readonly OwnModel[]) {
  const { models: text } = useText();
  const { message } = App.useApp();
  const order = useOrderModels();
  const move = (model: OwnModel, step: Step) => {
    const at = chain.indexOf(model);
    const neighbour = chain[at + step];
    if (!neighbour || order.isPending) return;
    const swapped = models.map(({ id }) => (id === model.id ? neighbour.id : id === neighbour.id ? model.id : id));
    order.mutate(swapped, {
      onSuccess: () => {
        void message.success({ key: 'models-moved', content: text.moved(model.name, at + step + 1) });
        // Its row was put elsewhere, and with it what was focused: whoever moves by keys goes on from there.
        document.getElementById(`model-${model.id}`)?.focus();
      },
    });
  };
  return { move, error: order.error };
}
