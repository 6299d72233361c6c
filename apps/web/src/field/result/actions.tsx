import { t } from "../../shared/words.ts";

/** Things to do, numbered from `start`. */
export function Actions({ ids, start = 1 }: { ids: readonly string[]; start?: number }) {
  if (ids.length === 0) return null;
  return (
    <ol class="actions" start={start}>
      {ids.map((action) => (
        <li key={action}>
          <strong>{t(`action.${action}`)}</strong>
          <span>{t(`action-detail.${action}`)}</span>
        </li>
      ))}
    </ol>
  );
}
