import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, useRef, useState } from 'react';

interface FileDropProps {
  /** Endings, each with its dot. */
  readonly accepted: readonly string[];
  readonly isSingle?: boolean;
  readonly text: { readonly drop: string; readonly choose: string; readonly kinds: string };
  readonly onFiles: (files: File[]) => void;
}

/** One field for both hands: files are dropped on it or chosen through it. */
export function FileDrop({ accepted, isSingle = false, text, onFiles }: FileDropProps) {
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
            multiple={!isSingle}
            accept={accepted.join(',')}
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
