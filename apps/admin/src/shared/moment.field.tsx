import { Input } from 'antd';
import { useId, useState } from 'react';
import { toInstant, toWallTime } from '../look/zone.js';
import { useText } from '../text/text.context.js';

interface MomentFieldProps {
  readonly label: string;
  readonly at: string | undefined;
  readonly zone: string;
  /** What an empty field means. */
  readonly otherwise: string;
  readonly onChange: (at: string | undefined) => void;
}

/** A point in time on the wall clock of a zone, with the same moment in UTC below it. */
export function MomentField({ label, at, zone, otherwise, onChange }: MomentFieldProps) {
  const { policy: text } = useText();
  const id = useId();
  const shown = at ? toWallTime(at, zone) : '';
  // A date that is half typed is no moment yet; it must not be wiped from the field for that.
  const [typed, setTyped] = useState<string>();
  const take = (wall: string) => {
    const instant = toInstant(wall, zone);
    setTyped(wall && !instant ? wall : undefined);
    onChange(instant);
  };
  return (
    <div className="stacked">
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="datetime-local" value={typed ?? shown} onChange={({ target }) => take(target.value)} />
      <span className="soft small">{at ? text.utc(at.slice(0, 16).replace('T', ' ')) : otherwise}</span>
    </div>
  );
}
