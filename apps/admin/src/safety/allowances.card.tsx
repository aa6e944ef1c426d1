import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Allowance, SafetyDirection } from '@zhike/contracts';
import { App, Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { explainError } from '../api/explain.error.js';
import { useAddAllowance, useAllowances, useRemoveAllowance } from '../api/safety.queries.js';
import { Loading } from '../shared/loading.js';
import { Moment } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

/** Phrases that are never a hit in this shop. */
export function AllowancesCard({ mayEdit }: { readonly mayEdit: boolean }) {
  const { safety: text } = useText();
  const allowances = useAllowances();
  return (
    <section className="sheet card" aria-label={text.allowances}>
      <h2>{text.allowances}</h2>
      <p className="soft small">{text.allowancesLead}</p>
      <Problem error={allowances.error} retry={allowances.refetch} />
      {allowances.isPending ? <Loading rows={3} /> : null}
      {allowances.data?.length === 0 ? <p className="soft">{text.allowancesNone}</p> : null}
      <ul className="safety-kept">
        {allowances.data?.map((allowance) => (
          <AllowanceRow key={allowance.id} allowance={allowance} mayEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit ? <AddAllowanceForm /> : null}
    </section>
  );
}

interface AllowanceRowProps {
  readonly allowance: Allowance;
  readonly mayEdit: boolean;
}

function AllowanceRow({ allowance, mayEdit }: AllowanceRowProps) {
  const { safety: text } = useText();
  const remove = useTakeBack(allowance);
  return (
    <li className="row" data-allowance={allowance.word}>
      <span className="grow">
        <strong className="break">{allowance.word}</strong>{' '}
        <span className="soft small">{text.directions[allowance.direction]}</span>
        <span className="soft small block">
          {allowance.addedBy} · <Moment at={allowance.addedAt} show="day" />
          {allowance.eventId ? ` · ${text.allowanceFrom}` : ''}
        </span>
      </span>
      {mayEdit ? (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={text.allowanceRemove(allowance.word)}
          onClick={() => void remove()}
        />
      ) : null}
    </li>
  );
}

/** Removed at once; the message offers the way back. */
function useTakeBack({ id, word, direction }: Allowance): () => Promise<void> {
  const text = useText();
  const { message } = App.useApp();
  const remove = useRemoveAllowance();
  const add = useAddAllowance();
  const key = `allowance ${id}`;
  const tell = (error: unknown) => void message.error(explainError(error, text).headline);
  const undo = () => {
    message.destroy(key);
    add.mutateAsync({ word, direction }).catch(tell);
  };
  return async () => {
    try {
      await remove.mutateAsync(id);
      const content = (
        <>
          {text.safety.allowanceRemoved(word)}{' '}
          <Button type="link" size="small" onClick={undo}>
            {text.act.undo}
          </Button>
        </>
      );
      void message.success({ key, duration: 6, content });
    } catch (error) {
      tell(error);
    }
  };
}

function AddAllowanceForm() {
  const { safety: text } = useText();
  const { message } = App.useApp();
  const [word, setWord] = useState('');
  const [direction, setDirection] = useState<SafetyDirection>('input');
  const add = useAddAllowance();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!word.trim()) return;
    add.mutate(
      { word: word.trim(), direction },
      {
        onSuccess: () => {
          setWord('');
          void message.success(text.allowanceAdded);
        },
      },
    );
  };
  return (
    <form className="stacked" onSubmit={submit}>
      <div className="row wrap">
        <Input
          className="grow safety-allow-word"
          aria-label={text.allowanceWord}
          placeholder={text.allowanceWord}
          value={word}
          maxLength={100}
          onChange={({ target }) => setWord(target.value)}
        />
        <Select
          aria-label={text.direction}
          options={SafetyDirection.options.map((value) => ({ value, label: text.directions[value] }))}
          value={direction}
          onChange={setDirection}
        />
        <Button
          htmlType="submit"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={!word.trim()}
          loading={add.isPending}
        >
          {text.allowanceAdd}
        </Button>
      </div>
      <Problem error={add.error} />
    </form>
  );
}
