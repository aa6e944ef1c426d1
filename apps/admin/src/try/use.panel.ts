import { useEffect, useState } from 'react';
import { EMPTY_PANEL, Panel } from './exchange.js';

const PLACE = 'zhike:try';

/** The panel survives another page and a reload, as long as this tab is open. */
export function usePanel(memberId: string) {
  const place = `${PLACE}:${memberId}`;
  const [panel, setPanel] = useState<Panel>(() => read(place));
  useEffect(() => {
    try {
      window.sessionStorage.setItem(place, JSON.stringify(panel));
    } catch {
      // Full or forbidden: the panel lasts until the page is left.
    }
  }, [place, panel]);
  return [panel, setPanel] as const;
}

function read(place: string): Panel {
  try {
    const parsed = Panel.safeParse(JSON.parse(window.sessionStorage.getItem(place) ?? 'null'));
    return parsed.success ? parsed.data : EMPTY_PANEL;
  } catch {
    return EMPTY_PANEL;
  }
}
