import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { usePolicies } from '../api/policy.queries.js';
import { mayWrite, useMember } from '../session/member.context.js';
import { Loading } from '../shared/loading.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { CreateDialog } from './create.dialog.js';
import { ImportDialog } from './import.dialog.js';
import { PoliciesEmpty } from './policies.empty.js';
import { PolicyFilters } from './policy.filters.js';
import { PolicyTable } from './policy.table.js';
import { type PolicyDialog, usePoliciesAddress } from './policies.address.js';

/** Filters and dialogs live in the address: reload and back return to the same list. */
export function PoliciesPage() {
  const { policies: text } = useText();
  const address = usePoliciesAddress();
  const { kind, search, dialog, openDialog, closeDialog } = address;
  const list = usePolicies({ kind, search });
  const isFiltered = Boolean(kind ?? search);
  const isEmpty = list.data?.length === 0;
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} actions={<Beginnings onOpen={openDialog} />} />
      {isEmpty && !isFiltered ? null : <PolicyFilters {...address} />}
      <Problem error={list.error} retry={list.refetch} />
      {list.isPending ? <Loading rows={8} /> : null}
      {isEmpty ? <PoliciesEmpty isFiltered={isFiltered} onOpen={openDialog} onClear={address.clear} /> : null}
      {list.data?.length ? <PolicyTable policies={list.data} isStale={list.isPlaceholderData} /> : null}
      <OpenDialog dialog={dialog} onClose={closeDialog} />
    </div>
  );
}

function OpenDialog({ dialog, onClose }: { readonly dialog: PolicyDialog | undefined; readonly onClose: () => void }) {
  if (!mayWrite(useMember())) return null;
  if (dialog === 'new') return <CreateDialog onClose={onClose} />;
  return dialog === 'import' ? <ImportDialog onClose={onClose} /> : null;
}

function Beginnings({ onOpen }: { readonly onOpen: (dialog: PolicyDialog) => void }) {
  const { policies: text } = useText();
  if (!mayWrite(useMember())) return null;
  return (
    <>
      <Button icon={<ImportOutlined aria-hidden="true" />} onClick={() => onOpen('import')}>
        {text.import}
      </Button>
      <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => onOpen('new')}>
        {text.create}
      </Button>
    </>
  );
}
