import { EditOutlined, MinusCircleOutlined, PlusCircleOutlined, SwapOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';
import type { ClauseChange } from './diff.js';

const ICONS: Readonly<Record<ClauseChange['kind'], ReactNode>> = {
  added: <PlusCircleOutlined aria-hidden="true" />,
  changed: <EditOutlined aria-hidden="true" />,
  removed: <MinusCircleOutlined aria-hidden="true" />,
  moved: <SwapOutlined aria-hidden="true" />,
};

export function ChangeTag({ kind }: { readonly kind: ClauseChange['kind'] }) {
  const { changes: text } = useText();
  return (
    <span className={`tag tag-${kind}`}>
      <span aria-hidden="true">{ICONS[kind]}</span>
      {text[kind]}
    </span>
  );
}
