import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";

/** The heading of a page. It takes the focus when the page appears, so that a screen reader starts there. */
export function Title({ children, page }: { readonly children: ComponentChildren; readonly page: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = t("desk.title", { page });
  }, [page]);
  return (
    <h1 class="govuk-heading-l desk-title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
