import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, type ButtonProps } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../text/text.context.js';

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  readonly what: () => string;
  readonly label?: string;
}

const SHOWN_MS = 2_000;

export function CopyButton({ what, label, ...button }: CopyButtonProps) {
  const { act } = useText();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => setCopied(await copyText(what()));
  return (
    <Button
      {...button}
      icon={isCopied ? <CheckOutlined aria-hidden="true" /> : <CopyOutlined aria-hidden="true" />}
      onClick={copy}
      aria-live="polite"
    >
      {isCopied ? act.copied : (label ?? act.copy)}
    </Button>
  );
}

/** The clipboard is there on https and localhost only; elsewhere the older way through a selection still works. */
export async function copyText(content: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    return copyBySelection(content);
  }
}

function copyBySelection(content: string): boolean {
  const area = document.createElement('textarea');
  area.value = content;
  area.className = 'off-screen';
  (document.querySelector('.ant-modal-wrap') ?? document.body).append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  return isDone;
}
