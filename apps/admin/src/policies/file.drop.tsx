import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, useRef, useState } from 'react';
import { useText } from '../text/text.context.js';
import { ACCEPTED } from './import.queue.js';

/** One field for both hands: files are dropped on it or chosen through it. */
export function FileDrop({ onFiles }: { readonly onFiles: (files: File[]) => void }) {
  const { import: text } = useText();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drag = (isInside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isInside);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div className={`drop ${isOver ? 'is-over' : ''}`} onDragOver={drag(true)} onDragLeave={drag(false)} onDrop={drop}>
      <InboxOutlined className="drop-icon" aria-hidden="true" />
      <p>
        {text.drop}{' '}
        <label className="drop-choose">
          {text.choose}
          <input
            ref={input}
            type="file"
            multiple
            accept={ACCEPTED.join(',')}
            onChange={({ target }) => {
              onFiles([...(target.files ?? [])]);
              // Otherwise the browser keeps silent when the same, corrected file is chosen again.
              target.value = '';
            }}
          />
        </label>
      </p>
      <p className="soft">{text.kinds}</p>
    </div>
  );
}
