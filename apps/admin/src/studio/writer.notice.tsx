import { BulbOutlined } from '@ant-design/icons';
import { useStudioSetting } from '../api/studio.queries.js';
import { useText } from '../text/text.context.js';

/** Who writes here, and where only templates do, how that can be changed. */
export function WriterNotice() {
  const { studio: text } = useText();
  const { data } = useStudioSetting();
  if (!data) return null;
  return (
    <p className="writer-notice soft small">
      <BulbOutlined aria-hidden="true" /> {data.model === undefined ? text.noModel : text.modelNote(data.model)}
      {data.model === undefined ? <span className="block">{text.noModelHow}</span> : null}
    </p>
  );
}
