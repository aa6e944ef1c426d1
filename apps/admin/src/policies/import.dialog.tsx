import { Locale } from '@zhike/contracts';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { FileDrop } from '../shared/file.drop.js';
import { useText } from '../text/text.context.js';
import { ACCEPTED } from './import.queue.js';
import { ImportRow } from './import.row.js';
import { type ImportOptions, useImports } from './imports.context.js';

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const imports = useImports();
  const [options, setOptions] = useState<ImportOptions>({});
  const close = () => {
    if (!imports.isRunning) imports.clear();
    onClose();
  };
  return (
    <Modal
      open
      title={text.import.title}
      onCancel={close}
      width={640}
      footer={<Footer options={options} onClose={close} />}
    >
      <FileDrop accepted={ACCEPTED} text={text.import} onFiles={imports.add} />
      <div aria-live="polite">
        {imports.items.map((item) => (
          <ImportRow key={item.id} item={item} onRemove={() => imports.remove(item.id)} onFollow={onClose} />
        ))}
      </div>
      {imports.items.length ? (
        <Options options={options} onChange={setOptions} isSingle={imports.items.length === 1} />
      ) : null}
      {imports.isRunning ? <p className="soft">{text.import.leave}</p> : null}
    </Modal>
  );
}

function Footer({ options, onClose }: { readonly options: ImportOptions; readonly onClose: () => void }) {
  const text = useText();
  const { items, isRunning, start } = useImports();
  const open = items.filter(({ state }) => state.kind === 'waiting' || state.kind === 'failed');
  const isAllDone = items.length > 0 && items.every(({ state }) => state.kind === 'imported');
  if (isAllDone)
    return (
      <Button type="primary" onClick={onClose}>
        {text.import.done}
      </Button>
    );
  const isRetry = open.length > 0 && open.every(({ state }) => state.kind === 'failed');
  const title = items.length === 1 ? options.title : undefined;
  return (
    <>
      <Button onClick={onClose}>{text.act.close}</Button>
      <Button type="primary" disabled={!open.length} loading={isRunning} onClick={() => start({ ...options, title })}>
        {isRetry ? text.import.again : text.import.start}
      </Button>
    </>
  );
}

interface OptionsProps {
  readonly options: ImportOptions;
  readonly onChange: (options: ImportOptions) => void;
  readonly isSingle: boolean;
}

/** A title can be given for one file only: several would all be called the same. */
function Options({ options, onChange, isSingle }: OptionsProps) {
  const text = useText();
  const locales = [
    { value: '', label: text.import.localeAuto },
    ...Locale.options.map((value) => ({ value, label: text.locales[value] })),
  ];
  return (
    <div className="import-options">
      <label className="stacked">
        {text.import.locale}
        <Select
          aria-label={text.import.locale}
          options={locales}
          value={options.locale ?? ''}
          onChange={(value) => onChange({ ...options, locale: Locale.safeParse(value).data })}
        />
      </label>
      {isSingle ? (
        <label className="stacked grow">
          {text.import.titleLabel}
          <Input
            maxLength={300}
            placeholder={text.import.titleAuto}
            value={options.title ?? ''}
            onChange={({ target }) => onChange({ ...options, title: target.value })}
          />
        </label>
      ) : null}
    </div>
  );
}
