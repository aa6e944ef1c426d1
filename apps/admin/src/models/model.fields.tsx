import { AddOwnModel, ModelSize } from '@zhike/contracts';
import { Form, Input, InputNumber, Radio } from 'antd';
import { fieldsOf } from '../api/explain.error.js';
import { useText } from '../text/text.context.js';
import { isPriceHalf, type ModelDraft } from './model.draft.js';

/** Where well-known endpoints stand, so that nobody has to look them up. */
const KNOWN_ADDRESSES = [
  'https://dashscope.aliyuncs.com/compatible-mode/v1',
  'https://api.deepseek.com/v1',
  'https://api.moonshot.cn/v1',
  'https://open.bigmodel.cn/api/paas/v4',
  'https://api.openai.com/v1',
];
const KNOWN_PRIVATE = ['http://127.0.0.1:11434/v1', 'http://127.0.0.1:8000/v1'];
const Url = AddOwnModel.shape.url;

interface ModelFieldsProps {
  readonly allowsPrivate: boolean;
  readonly error: unknown;
}

export function ModelFields({ allowsPrivate, error }: ModelFieldsProps) {
  const { models: text, door } = useText();
  const refused = fieldsOf(error);
  const problemOf = (field: string) =>
    refused.has(field) ? { help: refused.get(field), validateStatus: 'error' as const } : {};
  const isUrl = (_: unknown, url: string) =>
    Url.safeParse(url.trim()).success ? Promise.resolve() : Promise.reject(new Error(text.urlWrong));
  return (
    <>
      <Form.Item
        name="url"
        label={text.url}
        validateTrigger="onBlur"
        rules={[{ validator: isUrl }]}
        normalize={(url: string) => url.trim()}
        extra={allowsPrivate ? text.urlHelp : `${text.urlHelp} · ${text.urlPrivate}`}
        {...problemOf('url')}
      >
        <Input
          type="url"
          autoFocus
          maxLength={500}
          className="mono"
          list="known-addresses"
          placeholder={KNOWN_ADDRESSES[0]}
        />
      </Form.Item>
      <datalist id="known-addresses">
        {[...KNOWN_ADDRESSES, ...(allowsPrivate ? KNOWN_PRIVATE : [])].map((address) => (
          <option key={address} value={address} />
        ))}
      </datalist>
      <Form.Item
        name="model"
        label={text.model}
        rules={[{ required: true, whitespace: true, message: door.required }]}
        normalize={(model: string) => model.trimStart()}
        extra={text.modelHelp}
        {...problemOf('model')}
      >
        <Input maxLength={200} className="mono" placeholder="qwen-plus" />
      </Form.Item>
      <SizeField />
      <Form.Item name="name" label={text.name} extra={text.nameHelp} {...problemOf('name')}>
        <Input maxLength={80} />
      </Form.Item>
    </>
  );
}

function SizeField() {
  const { models: text } = useText();
  const options = [...ModelSize.options].reverse().map((value) => ({
    value,
    label: (
      <>
        {text.sizes[value]} <span className="soft small block">{text.sizeLeads[value]}</span>
      </>
    ),
  }));
  return (
    <Form.Item name="size" label={text.size}>
      <Radio.Group className="stacked-radios" aria-label={text.size} options={options} />
    </Form.Item>
  );
}

const DEFAULTS = { connect: 2_000, firstText: 8_000, betweenTexts: 5_000 } as const;
const TIMEOUTS = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];

/** What most leave as it is. */
export function NumberFields() {
  const { models: text } = useText();
  const form = Form.useFormInstance<ModelDraft>();
  const areBoth = () =>
    isPriceHalf(form.getFieldsValue(true) as ModelDraft)
      ? Promise.reject(new Error(text.priceBoth))
      : Promise.resolve();
  return (
    <>
      <fieldset className="number-fields">
        <legend>{text.priceLabel}</legend>
        <Form.Item name="priceInput" label={text.priceInput}>
          <InputNumber min={0} max={1_000_000} step={0.1} />
        </Form.Item>
        <Form.Item
          name="priceOutput"
          label={text.priceOutput}
          dependencies={['priceInput']}
          rules={[{ validator: areBoth }]}
        >
          <InputNumber min={0} max={1_000_000} step={0.1} />
        </Form.Item>
      </fieldset>
      <fieldset className="number-fields">
        <legend>{text.timeouts}</legend>
        {TIMEOUTS.map((name) => (
          <Form.Item key={name} name={name} label={text.timeoutNames[name]}>
            <InputNumber min={100} max={120_000} step={100} precision={0} placeholder={String(DEFAULTS[name])} />
          </Form.Item>
        ))}
      </fieldset>
      <p className="soft small">{text.timeoutsHelp}</p>
    </>
  );
}
