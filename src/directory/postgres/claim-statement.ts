/**
 * One try to take a claim: parameters are tenant, id, the incarnation to replace, the draft's JSON, the claim's id and the
 * lease in milliseconds. The answer is one of:
 *
 * - a row with `draft` and its `author` (the claim that brought it): taken;
 * - a row with the `incarnation` that is there and what `remains` of the lease, if any: why not;
 * - such a row that forbids nothing, or none at all: somebody was faster after this statement's snapshot was taken.
 *
 * Who only waits reads (`seen`) and writes nothing. Who writes is judged by the row as it is once it is locked: both
 * `on conflict do update … where` and `update … where` look at the newest version, not at that of the snapshot.
 */
export function claimStatement(meetings: string, isFirst: boolean): string {
  const until = `clock_timestamp() + $6::double precision * interval '1 millisecond'`
  const isFree = `own.incarnation = $3::integer
      and (own.lease_until is null or own.lease_until <= clock_timestamp())`
  // A record that is to be replaced may be forgotten meanwhile: then nothing may take its place, so no insert there.
  const take = isFirst
    ? `insert into ${meetings} as own (tenant, id, draft, draft_by, claim_id, lease_until)
    select $1::text, $2::text, $4::text::json, $5::text, $5::text, ${until}
    where not exists (select from seen where incarnation <> $3::integer or remains > 0)
    on conflict (tenant, id) do update set
      draft = coalesce(own.draft, excluded.draft),
      draft_by = coalesce(own.draft_by, excluded.draft_by),
      claim_id = excluded.claim_id,
      lease_until = excluded.lease_until,
      updated_at = clock_timestamp()
    where ${isFree}`
    : `update ${meetings} as own set
      draft = coalesce(own.draft, $4::text::json),
      draft_by = coalesce(own.draft_by, $5::text),
      claim_id = $5::text,
      lease_until = ${until},
      updated_at = clock_timestamp()
    where own.tenant = $1::text and own.id = $2::text and ${isFree}`
  return `with seen as materialized (
    select incarnation, (extract(epoch from lease_until - clock_timestamp()) * 1000)::double precision as remains
    from ${meetings}
    where tenant = $1::text and id = $2::text
  ), taken as (
    ${take}
    returning own.draft::text as draft, own.draft_by as author
  )
  select draft, author, null::integer as incarnation, null::double precision as remains from taken
  union all
  select null, null, incarnation, remains from seen where not exists (select from taken)`
}
