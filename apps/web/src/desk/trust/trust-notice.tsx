import { can } from "@threshold/casework";
import type { KnownOrganisation } from "@threshold/sealing/trust";
import { Remark } from "../parts/notice.tsx";
import { current } from "../session.ts";
import { dayOf, t } from "../words.ts";
import { beSure, ownKeyMissing, refused, trust } from "./trust.ts";

/** Days before the end of the root's word from which those who keep keys are told. */
const early = 30 * 86_400_000;

/** Above every page: what the server says of keys is refused, or will soon run out. */
export function TrustNotice() {
  const why = refused.value;
  if (why !== null)
    return (
      <div role="alert" class="desk-alert">
        <div class="desk-alert__box">
          <p>
            <strong>{t("trust.desk.title")}.</strong> {t(`trust.${why}`)}
          </p>
          <p>{t("trust.desk.none-sealed")}</p>
        </div>
      </div>
    );
  const known = trust.value;
  if (known === null) return null;
  const { desks, member, organisation } = current();
  const named = known.organisations.filter((one) => one.named.length > 0);
  if (named.length > 0)
    return (
      <>
        {named.map((one) => (
          <Named key={one.id} organisation={one} />
        ))}
      </>
    );
  if (ownKeyMissing(organisation.id, desks)) return <Remark strong>{t("trust.desk.own-key")}</Remark>;
  const ends = Date.parse(known.expires) - Date.now() < early;
  return ends && can(member.roles, "keep-people") ? (
    <Remark>{t("trust.desk.expires", { day: dayOf(known.expires.slice(0, 10)) })}</Remark>
  ) : null;
}

/** The root named who keeps an organisation's keys, and nobody whom this member knew: nothing of it counts until she has asked. */
function Named({ organisation: { name, named } }: { readonly organisation: KnownOrganisation }) {
  return (
    <div role="alert" class="desk-alert">
      <div class="desk-alert__box">
        <p>
          <strong>{t("trust.named", { organisation: name })}</strong> {t("trust.named.why")}
        </p>
        <p>{t("trust.named.ask")}</p>
        <button type="button" class="govuk-button" onClick={() => void beSure(named)}>
          {t("trust.named.sure")}
        </button>
      </div>
    </div>
  );
}
