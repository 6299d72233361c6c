import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

interface Tab<K extends string> {
  readonly key: K;
  readonly text: string;
}
interface Props<K extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly chosen: K;
  readonly choose: (key: K) => void;
  readonly children: ComponentChildren;
}

/**
 * Tabs in the look of the MoJ sub-navigation: arrow keys move between them, in the direction of the page's writing, and the
 * Tab key goes on into what is shown.
 */
export function Tabs<K extends string>({ label, tabs, chosen, choose, children }: Props<K>) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const ahead = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = ahead === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    // From the tab that has the focus: keys may come faster than what they choose is drawn.
    const at = tabs.findIndex((tab) => document.activeElement?.id === `tab-${tab.key}`);
    const goals: Record<string, number> = { [ahead]: at + 1, [back]: at - 1, Home: 0, End: tabs.length - 1 };
    const goal = goals[event.key];
    const next = goal === undefined ? undefined : tabs[(goal + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    choose(next.key);
    row.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  return (
    <>
      <div class="desk-tabs" role="tablist" aria-label={label} ref={row} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`tab-${tab.key}`}
            type="button"
            role="tab"
            class="desk-tabs__tab"
            aria-selected={tab.key === chosen}
            aria-controls="tab-panel"
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => choose(tab.key)}
          >
            {tab.text}
          </button>
        ))}
      </div>
      <div id="tab-panel" tabIndex={-1} role="tabpanel" aria-labelledby={`tab-${chosen}`} class="desk-panel">
        {children}
      </div>
    </>
  );
}
