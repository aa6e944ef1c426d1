import type { PolicyKind } from '@zhike/contracts';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';

type View = 'clauses' | 'facts' | 'changes';

interface VersionTabsProps {
  readonly kind: PolicyKind;
  readonly clauseCount: number;
  readonly factCount: number;
  readonly views: Readonly<Record<View, ReactNode>>;
}

/** A policy is clauses and a catalogue facts; the other one shows itself where there is any. The open view is in the address. */
export function VersionTabs({ kind, clauseCount, factCount, views }: VersionTabsProps) {
  const { policy: text } = useText();
  const { number } = useFormat();
  const [params, setParams] = useSearchParams();
  const labels: Record<View, string> = {
    clauses: `${text.tabClauses} ${number(clauseCount)}`,
    facts: `${text.tabFacts} ${number(factCount)}`,
    changes: text.tabChanges,
  };
  const first: View = kind === 'policy' ? 'clauses' : 'facts';
  const isShown = (view: View) =>
    view === first || view === 'changes' || (view === 'clauses' ? clauseCount : factCount) > 0;
  const shown = (['clauses', 'facts', 'changes'] as const).filter(isShown);
  const asked = shown.find((view) => view === params.get('view'));
  return (
    <Tabs
      activeKey={asked ?? first}
      onChange={(view) => setParams(view === first ? {} : { view }, { replace: true })}
      destroyOnHidden
      items={shown.map((view) => ({ key: view, label: labels[view], children: views[view] }))}
    />
  );
}
